package io.logmesh.archiver;

final class Placeholder {
    private Placeholder() {}
}
