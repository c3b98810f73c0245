package io.logmesh.telemetry;

import io.prometheus.client.Collector;
import io.prometheus.client.exemplars.Exemplar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts ages by how long they are. A record's age costs two additions, a fiftieth of what a timer of Micrometer takes. One
 * thread counts, and any may read.
 */
final class AgeHistogram {

    /**
     * In milliseconds; up to and including. They are close where a healthy mesh is: the archive's objects are as old as its
     * rotation, five minutes, and a little more. A quantile between two bounds that lie far apart is a guess.
     */
    private static final long[] BOUNDS = {
        100, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 75_000, 90_000, 120_000, 300_000, 330_000, 360_000,
        420_000, 600_000, 900_000, 1_800_000
    };

    private static final double MILLIS = 1_000;

    private static final int SUM = BOUNDS.length + 1;

    /** By bucket, and the sum of all ages: side by side, since memory that is far away is most of what counting costs. */
    private final AtomicLongArray counts = new AtomicLongArray(SUM + 1);

    private final AtomicReferenceArray<Exemplar> exemplars = new AtomicReferenceArray<>(BOUNDS.length + 1);

    /** Counts an age in milliseconds; a negative one, of a clock that goes ahead, counts as 0. */
    void record(long millis, RecordSpan span) {
        long age = Math.max(0, millis);
        int bucket = 0;
        while (bucket < BOUNDS.length && age > BOUNDS[bucket]) {
            bucket++;
        }
        add(bucket, 1);
        add(SUM, age);
        if (span.isRecorded()) {
            var trace = new Exemplar(age / MILLIS, System.currentTimeMillis(), "trace_id", span.traceId());
            exemplars.set(bucket, trace);
        }
    }

    private void add(int index, long more) {
        counts.setOpaque(index, counts.getPlain(index) + more);
    }

    private static long sum(List<AgeHistogram> parts, int index) {
        return parts.stream().mapToLong(part -> part.counts.getOpaque(index)).sum();
    }

    /** The sum of {@code parts}, as Prometheus wants it: cumulative, in seconds. */
    static List<Collector.MetricFamilySamples.Sample> samples(
            List<AgeHistogram> parts, String name, List<String> labels, List<String> values) {
        var samples = new ArrayList<Collector.MetricFamilySamples.Sample>();
        var bucketLabels = with(labels, "le");
        long count = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            count += sum(parts, i);
            var bound = i < BOUNDS.length ? BOUNDS[i] / MILLIS : Double.POSITIVE_INFINITY;
            var bucketValues = with(values, Collector.doubleToGoString(bound));
            samples.add(new Collector.MetricFamilySamples.Sample(
                    name + "_bucket", bucketLabels, bucketValues, count, exemplar(parts, i)));
        }
        samples.add(new Collector.MetricFamilySamples.Sample(name + "_count", labels, values, count));
        samples.add(new Collector.MetricFamilySamples.Sample(name + "_sum", labels, values, sum(parts, SUM) / MILLIS));
        return samples;
    }

    /** The latest, or null. */
    private static Exemplar exemplar(List<AgeHistogram> parts, int bucket) {
        return parts.stream()
                .map(part -> part.exemplars.get(bucket))
                .filter(Objects::nonNull)
                .max(Comparator.comparing(Exemplar::getTimestampMs))
                .orElse(null);
    }

    private static List<String> with(List<String> list, String last) {
        var longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
