package io.logmesh.archiver.archive;

import io.logmesh.archiver.archive.ArchiveListener.Step;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the protocol does outside this process for one partition. Each effect is repeated until it works, and never
 * reports back once the partition is no longer wanted.
 */
final class Effects {

    private final Assignment assignment;
    private final Surroundings around;
    private final BooleanSupplier wanted;

    Effects(Assignment assignment, Surroundings around, BooleanSupplier wanted) {
        this.assignment = assignment;
        this.around = around;
        this.wanted = wanted;
    }

    CompletableFuture<Void> commit(long offset, String metadata) {
        return persist(Step.COMMIT, assignment.partition().toString(), () -> around.commits()
                .commit(assignment, offset, metadata));
    }

    /** Writes the objects and the dead letters of a range, in no order. */
    CompletableFuture<Void> store(ClosedRange closed) {
        var written = Stream.concat(
                closed.objects().stream().map(this::put),
                closed.refused().stream().map(this::bury));
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> put(ArchiveObject object) {
        return persist(Step.STORE, object.key(), () -> around.store().put(object))
                .thenAccept(outcome -> around.listener().stored(object, outcome));
    }

    private CompletableFuture<Void> bury(Refused record) {
        return persist(Step.DEAD_LETTER, assignment.partition().toString(), record::write)
                .thenRun(() -> around.listener().refused(record));
    }

    private <T> CompletableFuture<T> persist(Step step, String target, Supplier<CompletionStage<T>> attempt) {
        return around.persistence().until(attempt, failure -> {
            around.listener().failed(step, target, failure);
            return wanted.getAsBoolean();
        });
    }
}
