package io.logmesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupLagTest {

    private static final TopicPartition PARTITION = new TopicPartition("logs.raw", 3);
    private static final long NOW = 1_795_338_000_000L;

    private final GroupLag lag = new GroupLag();

    @Test
    void nothingIsBehindWhereAllIsCommitted() {
        observe(100, 100, NOW);

        assertLag(0, 0, NOW + 60_000);
    }

    @Test
    void whatCameBehindTheEndThatWasSeenIsNoOlder() {
        observe(100, 100, NOW);
        observe(100, 150, NOW + 5_000);

        assertLag(50, 8, NOW + 8_000);
    }

    @Test
    void whatWasReadTellsHowOldABacklogIsThatNobodySawCome() {
        lag.of(PARTITION).reached(40, NOW - 600_000);
        observe(41, 1_000, NOW);

        assertLag(959, 600, NOW);
    }

    @Test
    void theAgeFallsAsTheGroupCatchesUp() {
        observe(0, 1_000, NOW);
        lag.of(PARTITION).reached(499, NOW - 30_000);
        observe(500, 1_000, NOW + 5_000);

        assertLag(500, 35, NOW + 5_000);
    }

    @Test
    void aPartitionThatStandsStillGrowsOlderAndTakesNoMemory() {
        for (int i = 0; i < 10_000; i++) {
            observe(0, 10 + i, NOW + i * 5_000L);
        }

        assertLag(10_009, 49_995, NOW + 9_999 * 5_000L);
    }

    @Test
    void aPartitionThatIsGoneIsForgotten() {
        observe(0, 10, NOW);
        lag.observe(Map.of(), Map.of(), NOW);

        assertThat(lag.lags(NOW)).isEmpty();
    }

    private void observe(long committed, long end, long now) {
        lag.observe(Map.of(PARTITION, committed), Map.of(PARTITION, end), now);
    }

    private void assertLag(long records, double seconds, long now) {
        assertThat(lag.lags(now)).containsExactly(new GroupLag.Lag(PARTITION, records, seconds));
    }
}
