package io.logmesh.bench;

final class Placeholder {
    private Placeholder() {}
}
