package io.logmesh.telemetry;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Measures one of 128 turns of what happens too often to be measured each time; the mean is the same. Thread-safe. */
public final class SampledTimer {

    private static final int ONE_OF = 128;
    private static final long NOT_MEASURED = 0;

    private final Timer timer;

    public SampledTimer(Timer timer) {
        this.timer = timer;
    }

    /** What {@link #end} is to be told. */
    public long begin() {
        return (ThreadLocalRandom.current().nextInt() & (ONE_OF - 1)) == 0 ? System.nanoTime() | 1 : NOT_MEASURED;
    }

    public void end(long begin) {
        if (begin != NOT_MEASURED) {
            timer.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        }
    }
}
