package io.logmesh.indexer;

final class Placeholder {
    private Placeholder() {}
}
