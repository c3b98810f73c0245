package io.logmesh.archiver.archive;

/** Why an open range was closed. */
public enum RotationReason {
    SIZE,
    RECORDS,
    AGE,
    HOUR,
    MEMORY,
    SHUTDOWN
}
