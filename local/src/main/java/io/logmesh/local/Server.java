package io.logmesh.local;

/** A server that the mesh stands on. */
public enum Server {
    KAFKA("kafka"),
    ELASTICSEARCH("elasticsearch"),
    S3("s3");

    private final String displayName;

    Server(String displayName) {
        this.displayName = displayName;
    }

    /** What its log file, its pid file and messages to the user call it. */
    public String displayName() {
        return displayName;
    }
}
