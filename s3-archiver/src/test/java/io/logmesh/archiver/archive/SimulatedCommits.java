package io.logmesh.archiver.archive;

import io.logmesh.archiver.archive.SimulatedCoordinator.FakeCommit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;

/** A member's side of the group: sends what the fence lets through, and hears what the test lets it hear. */
final class SimulatedCommits implements OffsetCommits {

    private final CommitFence fence = new CommitFence();
    private final IntSupplier generation;
    private final LongFunction<OptionalLong> positionBehind;
    private FakeCommit sent;
    private CompletableFuture<Void> answer = new CompletableFuture<>();

    SimulatedCommits(IntSupplier generation, LongFunction<OptionalLong> positionBehind) {
        this.generation = generation;
        this.positionBehind = positionBehind;
    }

    @Override
    public CompletionStage<Void> commit(Assignment assignment, long offset, String metadata) {
        if (!fence.isOpen(generation.getAsInt())) {
            return CompletableFuture.failedFuture(new IllegalStateException("waiting for the next generation"));
        }
        sent = new FakeCommit(generation.getAsInt(), offset, metadata);
        answer = new CompletableFuture<>();
        return answer;
    }

    @Override
    public CompletionStage<Map<Assignment, Long>> drained(Map<Assignment, Long> lastReceived) {
        var positions = new HashMap<Assignment, Long>();
        lastReceived.forEach((assignment, last) ->
                positionBehind.apply(last).ifPresent(position -> positions.put(assignment, position)));
        return CompletableFuture.completedFuture(positions);
    }

    /** The request arrives or not, and its answer is heard or not. */
    void answer(SimulatedCoordinator coordinator, boolean arrives, boolean heard) {
        if (sent == null) {
            return;
        }
        var commit = sent;
        sent = null;
        boolean granted = arrives && coordinator.apply(commit);
        if (!heard) {
            loseAnswer(commit);
        } else if (granted) {
            answer.complete(null);
        } else {
            answer.completeExceptionally(new IllegalStateException("fenced"));
        }
    }

    /** The request will arrive later, when its sender has long given up waiting. */
    void delay(SimulatedCoordinator coordinator) {
        if (sent != null) {
            coordinator.delay(sent);
            loseAnswer(sent);
            sent = null;
        }
    }

    private void loseAnswer(FakeCommit commit) {
        fence.answerLost(commit.generation());
        answer.completeExceptionally(new IllegalStateException("timeout"));
    }
}
