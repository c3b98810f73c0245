package io.logmesh.archiver.archive;

import io.logmesh.archiver.archive.ArchiveListener.Step;
import io.logmesh.archiver.archive.ObjectStore.Outcome;
import io.logmesh.contract.archive.ArchiveFormat;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** What it has made itself of objects, and not stored yet. */
    private final Set<ObjectContent> converted = new HashSet<>();

    /** What the store said last of each object that it has not taken yet. */
    private final Map<String, String> failing = new HashMap<>();

    /** How many records of the range that is being stored are archived or refused. */
    private long done;

    Effects(Assignment assignment, Surroundings around, BooleanSupplier wanted) {
        this.assignment = assignment;
        this.around = around;
        this.wanted = wanted;
    }

    CompletableFuture<Void> commit(long offset, Metadata metadata) {
        return persist(Step.COMMIT, assignment.partition().toString(), () -> around.commits()
                .commit(assignment, offset, metadata.text()));
    }

    /** Writes the objects and the dead letters of a range, in no order. */
    CompletableFuture<Void> store(ClosedRange closed) {
        done = 0;
        var written = Stream.concat(
                closed.objects().stream().map(object -> store(object, closed.whole())),
                closed.refused().stream().map(this::bury));
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> store(ArchiveObject object, boolean whole) {
        return converted(object).thenCompose(ready -> put(ready)
                .thenCompose(outcome -> outcome == Outcome.TAKEN ? putBeside(ready, whole) : done(outcome))
                .thenAccept(outcome -> stored(ready, outcome)));
    }

    private void stored(ArchiveObject object, Outcome outcome) {
        if (wanted.getAsBoolean()) { // else whoever has the partition now does it again, and tells of it
            done += object.tally().records();
            around.listener().stored(object, outcome);
        }
        converted.remove(object.content());
        object.content().discard();
    }

    private CompletableFuture<ArchiveObject> converted(ArchiveObject object) {
        if (object.encoding().format() != ArchiveFormat.PARQUET) {
            return done(object);
        }
        return persist(Step.CONVERT, object.key(), () -> around.conversion().convert(object))
                .thenApply(ready -> {
                    object.content().discard();
                    keep(ready.content());
                    return ready;
                });
    }

    /** Where the partition has gone meanwhile, the upload that follows will fail, and not be repeated. */
    private void keep(ObjectContent content) {
        if (wanted.getAsBoolean()) {
            converted.add(content);
            around.changed().run(); // most often it takes less of the heap than what it was made of
        } else {
            content.discard();
        }
    }

    /** Lets go of what it has made itself; the partition is no longer wanted. */
    void release() {
        converted.forEach(ObjectContent::discard);
        converted.clear();
    }

    private CompletableFuture<Outcome> put(ArchiveObject object) {
        var key = object.key();
        return around.persistence()
                .until(() -> around.store().put(object), failure -> {
                    failing.put(key, String.valueOf(failure.getMessage()));
                    return goOn(Step.STORE, key, failure);
                })
                .whenComplete((_, _) -> failing.remove(key));
    }

    /**
     * The name is taken by other records. Where some of the range have gone, it was stored whole by whoever declared it;
     * otherwise the topic was made anew and counts its offsets from the start again, and its records get another name.
     */
    private CompletableFuture<Outcome> putBeside(ArchiveObject object, boolean whole) {
        if (!whole) {
            return done(Outcome.EXISTED);
        }
        around.listener().taken(object);
        return put(object.renamed());
    }

    private CompletableFuture<Void> bury(Refused record) {
        return persist(Step.DEAD_LETTER, assignment.partition().toString(), record::write)
                .thenRun(() -> buried(record));
    }

    private void buried(Refused record) {
        if (wanted.getAsBoolean()) {
            done++;
            around.listener().refused(record);
        }
    }

    long done() {
        return done;
    }

    /** The bytes of heap that it takes. */
    long held() {
        return converted.stream().mapToLong(ObjectContent::held).sum();
    }

    /** What the store said of an object that is still tried again, if there is one. */
    Optional<String> storeProblem() {
        return failing.values().stream().findFirst();
    }

    private <T> CompletableFuture<T> persist(Step step, String target, Supplier<CompletionStage<T>> attempt) {
        return around.persistence().until(attempt, failure -> goOn(step, target, failure));
    }

    private boolean goOn(Step step, String target, Throwable failure) {
        around.listener().failed(step, target, failure);
        return wanted.getAsBoolean();
    }

    private static <T> CompletableFuture<T> done(T result) {
        return CompletableFuture.completedFuture(result);
    }
}
