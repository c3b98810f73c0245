package io.logmesh.telemetry;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What each thread keeps for itself and others read. It stays when its thread ends, since what was counted counts on: for
 * threads that are few and live long.
 */
public final class PerThread<T> {

    private final Queue<T> all = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<T> own;

    /** @param made for each thread that asks for its own */
    public PerThread(Supplier<T> made) {
        own = ThreadLocal.withInitial(() -> kept(made.get()));
    }

    private T kept(T one) {
        all.add(one);
        return one;
    }

    /** That of the thread which asks. */
    public T own() {
        return own.get();
    }

    /** Those of all threads that ever asked for theirs. */
    public Stream<T> all() {
        return all.stream();
    }

    public long sum(ToLongFunction<T> count) {
        return all().mapToLong(count).sum();
    }
}
