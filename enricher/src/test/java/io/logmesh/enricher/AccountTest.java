package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.MetricNames;
import io.micrometer.core.instrument.Measurement;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes in is, at any time, what went out, was refused, was joined to another record, or waits. */
class AccountTest extends EnricherOnTestDriver {

    private boolean closed;

    @Test
    void everyRecordIsAccountedFor() {
        line(0, "ERROR failed");
        line(1, "\\tat a.B.c(B.java:1)");
        assertThat(sum(MetricNames.RECORDS_HELD)).isEqualTo(2);
        assertAccount(2);

        line(2, "INFO next");
        pipe("{\"log\":\"nobody's\"}", new RecordHeaders());
        assertAccount(4);
        assertThat(sum(MetricNames.DEAD_LETTERS)).isEqualTo(1);
        assertThat(sum(MetricNames.JOIN_LINES)).isEqualTo(1);

        passTicks(6);
        assertThat(sum(MetricNames.RECORDS_HELD)).isZero();
        assertAccount(4);
    }

    @Test
    void whatWaitsWhenTheTaskGoesIsHandedOver() {
        line(0, "ERROR failed");
        line(1, "\\tat a.B.c(B.java:1)");
        driver.close();
        closed = true;

        assertThat(sum(MetricNames.RECORDS_HANDED_OVER)).isEqualTo(2);
        assertAccount(2);
    }

    /** The base class would close it once more. */
    @AfterEach
    @Override
    void close() {
        if (!closed) {
            super.close();
        }
    }

    private void line(long offset, String text) {
        pipe("{\"log\":\"" + text + "\\n\"}", headers("shop", id(offset)));
    }

    private void assertAccount(int taken) {
        assertThat(sum(MetricNames.RECORDS_IN)).isEqualTo(taken);
        assertThat(sum(MetricNames.RECORDS_IN, MetricNames.RECORDS_TAKEN_OVER))
                .isEqualTo(sum(
                        MetricNames.RECORDS_OUT,
                        MetricNames.DEAD_LETTERS,
                        MetricNames.JOIN_LINES,
                        MetricNames.RECORDS_HANDED_OVER,
                        MetricNames.RECORDS_HELD));
    }

    private double sum(String... meters) {
        return Stream.of(meters)
                .flatMap(meter -> registry.find(meter).meters().stream())
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .sum();
    }
}
