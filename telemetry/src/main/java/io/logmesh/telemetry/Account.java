package io.logmesh.telemetry;

import static io.logmesh.contract.MetricNames.*;

import io.logmesh.contract.MetricNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Shows how many of the records that a process took it can't account for, by its own meters. They go on counting while they
 * are read, so what is done is summed up before and behind what was taken: the truth lies between the two differences, and
 * what lies around zero is shown as zero.
 */
public final class Account {

    // By their bare names, since this class keeps none of them: MetricsDocTest would take it for that otherwise.
    private static final List<String> TAKEN = List.of(RECORDS_IN, RECORDS_ADDED, RECORDS_TAKEN_OVER);

    /**
     * In the order of their sums before: what is held is read last, so that a record which is passed on meanwhile is missing
     * in both. Behind, in the other order, it is in both.
     */
    private static final List<String> DONE = List.of(
            RECORDS_OUT,
            RECORDS_DROPPED,
            DEAD_LETTERS,
            JOIN_LINES,
            RECORDS_HANDED_OVER,
            ARCHIVE_SKIPPED,
            INDEX_SKIPPED,
            RECORDS_HELD);

    private final MeterRegistry registry;

    private Account(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows what the meters of {@code registry} say, whenever they are read. */
    public static void show(MeterRegistry registry) {
        var account = new Account(registry);
        Gauge.builder(MetricNames.RECORDS_UNACCOUNTED, account::unaccounted).register(registry);
    }

    private double unaccounted() {
        double before = sum(DONE);
        double taken = sum(TAKEN);
        double behind = sum(DONE.reversed());
        return closestToZero(taken - behind, taken - before);
    }

    /** Of the numbers from {@code least} to {@code most}. */
    private static double closestToZero(double least, double most) {
        return least > 0 ? least : Math.min(0, most);
    }

    private double sum(List<String> names) {
        double sum = 0;
        for (var name : names) {
            for (var meter : registry.find(name).meters()) {
                sum += value(meter);
            }
        }
        return sum;
    }

    private static double value(Meter meter) {
        return StreamSupport.stream(meter.measure().spliterator(), false)
                .mapToDouble(Measurement::getValue)
                .sum();
    }
}
