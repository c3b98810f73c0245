package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.indexer.bulk.Attempt.Load;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

    private static final long MIB = 1024 * 1024;
    private static final Duration FAST = Duration.ofMillis(100);

    private final InFlightLimit limit = new InFlightLimit(8);

    @Test
    void growsByOneWithEachRoundThatWentWellUpToTheMost() {
        assertThat(limit.value()).isEqualTo(2);
        answered(Load.TAKEN, FAST, 3);
        assertThat(limit.value()).isEqualTo(3);

        answered(Load.TAKEN, FAST, 100);
        assertThat(limit.value()).isEqualTo(8);
    }

    @Test
    void doesNotGrowForBulksThatSayNothingAboutTheCluster() {
        for (int i = 0; i < 100; i++) {
            limit.answered(Load.TAKEN, 1000, Duration.ofSeconds(1));
        }

        assertThat(limit.value()).isEqualTo(2);
    }

    @Test
    void halvesOnceForAllRequestsOfARoundThatWerePushedBack() {
        answered(Load.TAKEN, FAST, 100);

        answered(Load.PUSHED_BACK, FAST, 8);

        assertThat(limit.value()).isEqualTo(4);
    }

    @Test
    void fallsToOneWhereNothingIsThere() {
        answered(Load.TAKEN, FAST, 100);

        answered(Load.UNAVAILABLE, FAST, 100);

        assertThat(limit.value()).isEqualTo(1);
    }

    @Test
    void shrinksWhereAByteTakesSeveralTimesLongerThanAtBest() {
        answered(Load.TAKEN, FAST, 100);

        limit.answered(Load.TAKEN, MIB, FAST.multipliedBy(5));

        assertThat(limit.value()).isEqualTo(6);
    }

    @Test
    void comparesTimesPerByte() {
        answered(Load.TAKEN, FAST, 100);

        limit.answered(Load.TAKEN, 10 * MIB, FAST.multipliedBy(10));

        assertThat(limit.value()).isEqualTo(8);
    }

    @Property
    void isAlwaysBetweenOneAndTheMost(
            @ForAll @IntRange(min = 1, max = 64) int most,
            @ForAll @Size(max = 300) java.util.List<Load> loads,
            @ForAll @IntRange(min = 0, max = 100_000) int millis) {
        var any = new InFlightLimit(most);
        for (var load : loads) {
            any.answered(load, MIB, Duration.ofMillis(millis));
            assertThat(any.value()).isBetween(1, most);
        }
    }

    private void answered(Load load, Duration took, int times) {
        for (int i = 0; i < times; i++) {
            limit.answered(load, MIB, took);
        }
    }
}
