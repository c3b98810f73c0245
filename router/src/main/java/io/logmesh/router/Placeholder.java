package io.logmesh.router;

final class Placeholder {
    private Placeholder() {}
}
