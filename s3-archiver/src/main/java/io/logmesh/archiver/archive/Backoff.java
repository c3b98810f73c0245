package io.logmesh.archiver.archive;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: twice as long each time, up to a limit, less a random half. */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

    /** The delay behind the {@code failures}th failure in a row, from 1. */
    public Duration delay(int failures) {
        int doublings = Math.min(failures - 1, 30);
        long full = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
}
