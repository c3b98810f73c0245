package io.logmesh.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.MetricNames;
import io.logmesh.telemetry.Freshness;
import io.logmesh.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArchiveReportTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ArchiveReport report =
            new ArchiveReport(meters, new Freshness(meters), new ArchiveTraces(Tracing.OFF));

    /** The archive says once a second what it holds; what is received meanwhile is counted at once. */
    @Test
    void whatIsReceivedBetweenTwoLooksIsNotUnaccounted() {
        received(10);
        report.skipped();
        report.handedOver(3);
        holds(6);
        assertThat(unaccounted()).isZero();

        received(5);
        assertThat(unaccounted()).isZero();

        holds(11);
        assertThat(unaccounted()).isZero();
    }

    @Test
    void whatIsNeitherDoneNorHeldIsMissing() {
        received(10);
        holds(8);

        assertThat(unaccounted()).isEqualTo(2);
    }

    @Test
    void aRangeThatWasLostIsSeenToBeTheFirst() {
        assertThat(meters.get(MetricNames.ARCHIVE_RANGES_LOST).counter().count())
                .isZero();
    }

    private void received(long records) {
        report.received(records, 100, System.nanoTime());
    }

    private void holds(long records) {
        report.state(1, 1, Duration.ZERO, 0, 0, records);
    }

    private double unaccounted() {
        return meters.get(MetricNames.RECORDS_UNACCOUNTED).gauge().value();
    }
}
