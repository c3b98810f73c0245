package io.logmesh.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.deployment.ScaledDay.Away;
import io.logmesh.deployment.ScaledDay.Sink;
import org.junit.jupiter.api.Test;

/** The day of {@link ScalingTest} for an indexer that waits for Elasticsearch, and so does not use the core that CPU counts by. */
class SinkBoundScalingTest {

    private static final String INDEXER = "es-indexer";

    /** Far below what the CPU trigger asks for. */
    private static final double CORES_OF_A_POD_THAT_WAITS = 0.3;

    private static Course play(Sink sink) {
        return ScalingTest.play(INDEXER, ScalingTest.scaling(INDEXER), Away.NEVER, sink);
    }

    /** More pods help, since each waits for answers; but CPU asks for none. */
    @Test
    void lagAloneKeepsUpWithPodsThatWait() {
        var day = play(new Sink(CORES_OF_A_POD_THAT_WAITS, Double.MAX_VALUE));

        assertThat(day.minutes()).as("behind at the end of a minute").allSatisfy(minute -> assertThat(minute.waiting())
                .isLessThan(90));
        assertThat(day.longestShortage())
                .as("minutes in a row with fewer pods than the traffic needs")
                .isLessThanOrEqualTo(10);
        assertItDoesNotFlap(day);
    }

    /** More pods don't help: it takes less than the day's peak, whoever sends. What waits is worked off in the night. */
    @Test
    void aSinkThatTakesNoMoreIsNoReasonToFlap() {
        double most = ScalingTest.scaling(INDEXER).max() * ScalingTest.rate(INDEXER);
        var day = play(new Sink(CORES_OF_A_POD_THAT_WAITS, most / 2));

        assertThat(day.minutes().stream().mapToDouble(Course.Minute::waiting).max())
                .as("less than the peak")
                .satisfies(seconds -> assertThat(seconds.orElseThrow()).isGreaterThan(180));
        assertThat(day.minutes().getLast().waiting()).isZero();
        assertItDoesNotFlap(day);
    }

    private static void assertItDoesNotFlap(Course day) {
        assertThat(day.turns()).as("changes between more and fewer").isLessThanOrEqualTo(12);
        assertThat(day.shortestStay()).as("minutes from more pods to fewer").isGreaterThanOrEqualTo(60);
    }
}
