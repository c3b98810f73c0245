package io.logmesh.indexer.bulk;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait between attempts: twice as long each time, up to a limit, and by chance up to half of it less, so
 * that what failed together does not come back together.
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    /** The wait behind the attempt numbered {@code attempt}, from 0. */
    public Duration after(int attempt, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(attempt, MOST_DOUBLINGS);
        long millis = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
    }
}
