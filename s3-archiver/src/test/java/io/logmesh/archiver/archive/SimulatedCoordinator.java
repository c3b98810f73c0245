package io.logmesh.archiver.archive;

import java.util.ArrayList;
import java.util.List;

/** Keeps one partition's committed offset, and refuses requests of a past generation. */
final class SimulatedCoordinator {

    private final List<FakeCommit> delayed = new ArrayList<>();
    private int generation;
    private long offset = -1;
    private String metadata = "";

    /** A request and the generation it was sent in. */
    record FakeCommit(int generation, long offset, String metadata) {}

    int nextGeneration() {
        return ++generation;
    }

    long offset() {
        return offset;
    }

    String metadata() {
        return metadata;
    }

    boolean hasIntent() {
        return Metadata.parse(metadata) instanceof Metadata.Intent;
    }

    /** Whether the request is granted. */
    boolean apply(FakeCommit commit) {
        if (commit.generation() != generation) {
            return false;
        }
        offset = commit.offset();
        metadata = commit.metadata();
        return true;
    }

    void delay(FakeCommit commit) {
        delayed.add(commit);
    }

    void applyDelayed() {
        delayed.forEach(this::apply);
        delayed.clear();
    }
}
