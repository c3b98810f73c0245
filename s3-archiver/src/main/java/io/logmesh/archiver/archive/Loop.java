package io.logmesh.archiver.archive;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The one thread on which everything in this package runs, and its clocks. */
public interface Loop extends Executor {

    /** Runs {@code task} on the loop's thread after {@code delay}. */
    void later(Duration delay, Runnable task);

    /** Nanoseconds of a clock that only goes forward, as {@link System#nanoTime()}. */
    long nanoTime();

    /** The wall clock, in milliseconds since the epoch. */
    long currentTimeMillis();
}
