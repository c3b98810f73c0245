package io.logmesh.cli.status;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A histogram as Prometheus has it.
 *
 * @param buckets upper bounds, the last of them infinite, and how many values are at most that
 */
record Histogram(NavigableMap<Double, Double> buckets) {

    static final Histogram EMPTY = new Histogram(new TreeMap<>());

    Histogram {
        buckets = Collections.unmodifiableNavigableMap(new TreeMap<>(buckets));
    }

    double count() {
        return buckets.isEmpty() ? 0 : buckets.lastEntry().getValue();
    }

    /** What came in since {@code earlier}; all of it where the service was restarted in between and counts anew. */
    Histogram since(Histogram earlier) {
        if (earlier.count() > count()) {
            return this;
        }
        var difference = new TreeMap<Double, Double>();
        buckets.forEach((bound, count) -> difference.put(bound, count - earlier.atMost(bound)));
        return new Histogram(difference);
    }

    /**
     * The value that a fraction {@code q} of all values does not exceed, interpolated within its bucket; nothing where
     * there are no values. Values beyond the last finite bound count as that bound.
     */
    OptionalDouble quantile(double q) {
        if (count() <= 0) {
            return OptionalDouble.empty();
        }
        double rank = q * count();
        double lower = 0;
        double below = 0;
        for (var bucket : buckets.entrySet()) {
            if (bucket.getValue() >= rank && bucket.getValue() > below) {
                return OptionalDouble.of(within(lower, bucket.getKey(), (rank - below) / (bucket.getValue() - below)));
            }
            lower = bucket.getKey();
            below = bucket.getValue();
        }
        return OptionalDouble.of(lower);
    }

    private double atMost(double bound) {
        var bucket = buckets.floorEntry(bound);
        return bucket == null ? 0 : bucket.getValue();
    }

    private static double within(double lower, double upper, double fraction) {
        return Double.isInfinite(upper) ? lower : lower + (upper - lower) * fraction;
    }
}
