package io.logmesh.local;

final class Placeholder {
    private Placeholder() {}
}
