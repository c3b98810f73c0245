package io.logmesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupLagTest {

    private static final TopicPartition PARTITION = new TopicPartition("logs.raw", 3);
    private static final long NOW = 1_795_338_000_000L;

    private final GroupLag lag = new GroupLag();

    @Test
    void nothingIsBehindWhereAllIsCommitted() {
        observe(100, 100, NOW);

        assertLag(0, 0, NOW + 20_000);
    }

    @Test
    void whatCameBehindTheEndThatWasSeenIsNoOlder() {
        observe(100, 100, NOW);
        observe(100, 150, NOW + 5_000);

        assertLag(50, 8, NOW + 8_000);
    }

    @Test
    void whatWasReadTellsHowOldABacklogIsThatNobodySawCome() {
        lag.reached(PARTITION, 40, NOW - 600_000);
        observe(41, 1_000, NOW);

        assertLag(959, 600, NOW);
    }

    @Test
    void theAgeFallsAsTheGroupCatchesUp() {
        observe(0, 1_000, NOW);
        lag.reached(PARTITION, 499, NOW - 30_000);
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
        lag.observe(Set.of(), Map.of(), NOW);

        assertThat(lag.lags(NOW)).isEmpty();
    }

    /** As behind a restart while the sink is down: the process has read ahead, and nothing is committed. */
    @Test
    void ofAProcessThatHasJustBegunTheFirstRecordReadIsTheOldest() {
        lag.reached(PARTITION, 101, NOW - 10_800_000); // behind the marker of a transaction
        lag.reached(PARTITION, 600, NOW - 9_000_000);
        observe(100, 5_000, NOW);

        assertLag(4_900, 10_800, NOW);
    }

    @Test
    void aPartitionThatWasForgottenTooSoonIsKnownAgainFromItsNextRecordOn() {
        lag.reached(PARTITION, 10, NOW - 90_000);
        lag.observe(Set.of(), Map.of(), NOW); // its task is not named yet
        lag.reached(PARTITION, 11, NOW - 80_000);
        observe(10, 500, NOW);

        assertLag(490, 80, NOW);
    }

    @Test
    void whatTheClusterHasNotToldForLongIsNotShown() {
        observe(0, 10, NOW);
        lag.observe(Set.of(PARTITION), Map.of(), NOW + 5_000);

        assertLag(10, 30, NOW + 30_000);
        assertThat(lag.lags(NOW + 30_001)).isEmpty();
    }

    private void observe(long committed, long end, long now) {
        lag.observe(Set.of(PARTITION), Map.of(PARTITION, new GroupLag.Position(committed, end)), now);
    }

    private void assertLag(long records, double seconds, long now) {
        assertThat(lag.lags(now)).containsExactly(new GroupLag.Lag(PARTITION, records, seconds));
    }
}
