package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    @Property
    void staysBetweenHalfAndAllOfTheDoubledTime(@ForAll @IntRange(max = 5) int attempt, @ForAll long seed) {
        long doubled = 200L << attempt;

        assertThat(BACKOFF.after(attempt, new Random(seed)).toMillis()).isBetween(doubled / 2, doubled);
    }

    @Property
    void neverExceedsTheLongest(@ForAll @IntRange(min = 6) int attempt, @ForAll long seed) {
        assertThat(BACKOFF.after(attempt, new Random(seed)).toMillis()).isBetween(5_000L, 10_000L);
    }
}
