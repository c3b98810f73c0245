package io.logmesh.indexer.bulk;

import io.logmesh.indexer.bulk.Attempt.Load;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Lets as many requests run at once as the cluster can take, and none for a while where it is not there; that while grows
 * with each failure. Thread-safe: all state is guarded by the monitor of this object.
 */
public final class Throttle {

    private final InFlightLimit limit;
    private final Backoff backoff;
    private int running;
    private int failures;
    private Duration wait = Duration.ZERO;
    private long closedUntil = System.nanoTime();
    private boolean closed;

    public Throttle(InFlightLimit limit, Backoff backoff) {
        this.limit = limit;
        this.backoff = backoff;
    }

    /**
     * Returns when one more request may begin; {@link #leave} must follow.
     *
     * @throws InterruptedException where the service stops
     */
    public synchronized void enter() throws InterruptedException {
        while (!closed && (running >= limit.value() || closedFor() > 0)) {
            if (closedFor() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, closedFor());
            } else {
                wait();
            }
        }
        if (closed) {
            throw new InterruptedException("the service stops");
        }
        running++;
    }

    /** A request has ended. */
    public synchronized void leave(Load load, long bytes, Duration took) {
        running--;
        limit.answered(load, bytes, took);
        if (load == Load.UNAVAILABLE) {
            wait = backoff.after(failures++, ThreadLocalRandom.current());
            closedUntil = System.nanoTime() + wait.toNanos();
        } else {
            failures = 0;
            wait = Duration.ZERO;
        }
        notifyAll();
    }

    /** Lets no further request begin. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** How many requests may run at once, as far as is known now. */
    public synchronized int limit() {
        return limit.value();
    }

    /** How many are running, those included that wait for documents. */
    public synchronized int running() {
        return running;
    }

    /** How long the pause between two attempts is now, which grows with each failure; zero while requests go well. */
    public synchronized Duration backoff() {
        return wait;
    }

    private long closedFor() {
        return failures == 0 ? 0 : Math.max(0, closedUntil - System.nanoTime());
    }
}
