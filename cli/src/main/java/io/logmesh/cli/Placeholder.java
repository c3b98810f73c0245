package io.logmesh.cli;

final class Placeholder {
    private Placeholder() {}
}
