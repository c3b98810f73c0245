package io.logmesh.telemetry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What each thread keeps for itself and others read. What was counted counts on: a thread that begins goes on with what one
 * that has ended left behind, so there are never more than threads that lived at once.
 */
public final class PerThread<T> {

    private final List<Kept<T>> all = new CopyOnWriteArrayList<>();
    private final ThreadLocal<T> own;

    private static final class Kept<T> {
        private final T value;
        private Thread owner = Thread.currentThread();

        Kept(T value) {
            this.value = value;
        }
    }

    /** @param made for a thread that asks for its own, where none was left behind */
    public PerThread(Supplier<T> made) {
        own = ThreadLocal.withInitial(() -> take(made));
    }

    /** That a thread is found to have ended makes all that it wrote visible (Java Language Specification 17.4.4). */
    private synchronized T take(Supplier<T> made) {
        for (var kept : all) {
            if (!kept.owner.isAlive()) {
                kept.owner = Thread.currentThread();
                return kept.value;
            }
        }
        var kept = new Kept<>(made.get());
        all.add(kept);
        return kept.value;
    }

    /** That of the thread which asks. */
    public T own() {
        return own.get();
    }

    /** Those of all threads, also of those that have ended. */
    public Stream<T> all() {
        return all.stream().map(kept -> kept.value);
    }

    public long sum(ToLongFunction<T> count) {
        return all().mapToLong(count).sum();
    }
}
