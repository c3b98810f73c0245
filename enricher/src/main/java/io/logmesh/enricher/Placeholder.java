package io.logmesh.enricher;

final class Placeholder {
    private Placeholder() {}
}
