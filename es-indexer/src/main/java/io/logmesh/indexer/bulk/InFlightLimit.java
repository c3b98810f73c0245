package io.logmesh.indexer.bulk;

import io.logmesh.indexer.bulk.Attempt.Load;
import java.time.Duration;

/**
 * How many requests may run at once: one more for each round of requests that went well, and half as many where the
 * cluster pushes back, or a quarter less where a byte takes several times longer than it did at best, which is what
 * waiting in the cluster's queues looks like. One congestion counts once, though all requests of a round report it. Not
 * thread-safe.
 */
public final class InFlightLimit {

    /** Smaller bulks tell of a source that has little to say, not of the cluster. */
    private static final long TELLING_BYTES = 256 * 1024;

    private static final int SLOW = 3;

    /** The best time is forgotten slowly, since what was possible at night may not be by day. */
    private static final double FORGET = 1.01;

    private final int most;
    private double limit;
    private double bestNanosPerByte = Double.MAX_VALUE;
    private int answersToIgnore;

    public InFlightLimit(int most) {
        this.most = most;
        this.limit = Math.min(2, most);
    }

    public int value() {
        return (int) limit;
    }

    public void answered(Load load, long bytes, Duration took) {
        answersToIgnore = Math.max(0, answersToIgnore - 1);
        if (load != Load.TAKEN) {
            decrease(0.5);
        } else if (bytes >= TELLING_BYTES) {
            double nanosPerByte = (double) took.toNanos() / bytes;
            bestNanosPerByte = Math.min(nanosPerByte, bestNanosPerByte * FORGET);
            if (nanosPerByte > SLOW * bestNanosPerByte) {
                decrease(0.75);
            } else {
                limit = Math.min(most, limit + 1 / limit);
            }
        }
    }

    private void decrease(double factor) {
        if (answersToIgnore == 0) {
            answersToIgnore = value();
            limit = Math.max(1, limit * factor);
        }
    }
}
