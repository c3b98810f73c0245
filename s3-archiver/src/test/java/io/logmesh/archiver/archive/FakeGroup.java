package io.logmesh.archiver.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A group that grants every commit at once, or keeps them for the test to answer. */
final class FakeGroup implements OffsetCommits {

    /** A request on its way. */
    record Commit(Assignment assignment, long offset, String metadata, CompletableFuture<Void> answer) {}

    /** Offsets, with the intents among them. */
    final List<String> granted = new ArrayList<>();

    /** How far the partition has come, as the last offset without an intent says. */
    long passed = Metadata.NOTHING;

    final List<Commit> pending = new ArrayList<>();
    final Map<Partition, Long> positions = new HashMap<>();
    boolean answersAtOnce = true;

    @Override
    public CompletionStage<Void> commit(Assignment assignment, long offset, String metadata) {
        var commit = new Commit(assignment, offset, metadata, new CompletableFuture<>());
        pending.add(commit);
        if (answersAtOnce) {
            grant();
        }
        return commit.answer();
    }

    @Override
    public CompletionStage<Map<Assignment, Long>> drained(Map<Assignment, Long> lastReceived) {
        var known = new HashMap<Assignment, Long>();
        lastReceived.keySet().stream()
                .filter(assignment -> positions.containsKey(assignment.partition()))
                .forEach(assignment -> known.put(assignment, positions.get(assignment.partition())));
        return CompletableFuture.completedFuture(known);
    }

    /** Grants all that was asked for. */
    void grant() {
        for (var commit : List.copyOf(pending)) {
            pending.remove(commit);
            note(commit);
            commit.answer().complete(null);
        }
    }

    private void note(Commit commit) {
        switch (Metadata.parse(commit.metadata())) {
            case Metadata.Intent intent -> granted.add(commit.offset() + " " + intent.text());
            case Metadata.Settled settled -> {
                granted.add(Long.toString(commit.offset()));
                passed = settled.passed();
            }
        }
    }

    /** Refuses all that was asked for. */
    void refuse() {
        for (var commit : List.copyOf(pending)) {
            pending.remove(commit);
            commit.answer().completeExceptionally(new IllegalStateException("refused"));
        }
    }
}
