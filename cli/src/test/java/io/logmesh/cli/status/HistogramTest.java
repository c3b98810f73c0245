package io.logmesh.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private final Histogram histogram = histogram(Map.of(1.0, 50.0, 2.0, 90.0, 4.0, 99.0, INFINITE, 100.0));

    @Test
    void interpolatesWithinABucket() {
        assertThat(histogram.quantile(0.25)).hasValue(0.5);
        assertThat(histogram.quantile(0.5)).hasValue(1.0);
        assertThat(histogram.quantile(0.7)).hasValue(1.5);
        assertThat(histogram.quantile(0.99)).hasValue(4.0);
    }

    @Test
    void countsValuesBeyondTheLastBoundAsThatBound() {
        assertThat(histogram.quantile(1)).hasValue(4.0);
    }

    @Test
    void skipsEmptyBuckets() {
        assertThat(histogram(Map.of(1.0, 0.0, 2.0, 0.0, 4.0, 10.0, INFINITE, 10.0))
                        .quantile(0.5))
                .hasValue(3.0);
    }

    @Test
    void knowsNoQuantileOfNothing() {
        assertThat(Histogram.EMPTY.quantile(0.5)).isEmpty();
        assertThat(histogram.since(histogram).quantile(0.5)).isEmpty();
    }

    @Test
    void takesTheDifferenceToAnEarlierOne() {
        var earlier = histogram(Map.of(1.0, 50.0, 2.0, 50.0, 4.0, 50.0, INFINITE, 50.0));

        var since = histogram.since(earlier);

        assertThat(since.count()).isEqualTo(50);
        assertThat(since.buckets())
                .containsEntry(1.0, 0.0)
                .containsEntry(2.0, 40.0)
                .containsEntry(4.0, 49.0);
    }

    @Test
    void takesAllOfItWhereTheServiceCountsAnew() {
        assertThat(histogram(Map.of(1.0, 3.0, INFINITE, 3.0)).since(histogram).count())
                .isEqualTo(3);
    }

    private static Histogram histogram(Map<Double, Double> buckets) {
        return new Histogram(new TreeMap<>(buckets));
    }
}
