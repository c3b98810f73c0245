package io.logmesh.archiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {

    @Property
    void waitsAtLeastHalfAndNeverMoreThanTheLimit(@ForAll @IntRange(min = 1) int failures, @ForAll long seed) {
        var backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(15), new Random(seed));
        assertThat(backoff.delay(failures)).isBetween(Duration.ofMillis(125), Duration.ofSeconds(15));
    }

    @Property(tries = 20)
    void waitsLongWhenItHasFailedOften(@ForAll long seed) {
        var backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(15), new Random(seed));
        assertThat(backoff.delay(10)).isGreaterThanOrEqualTo(Duration.ofMillis(7500));
    }
}
