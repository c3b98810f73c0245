package io.logmesh.it;

final class Placeholder {
    private Placeholder() {}
}
