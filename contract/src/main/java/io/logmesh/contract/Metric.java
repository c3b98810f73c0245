package io.logmesh.contract;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A meter as Prometheus shows it at {@code /q/metrics}. All of them are in {@link MeshMetrics#ALL}.
 *
 * @param meter its Micrometer name, of {@link MetricNames}
 * @param unit of its values
 * @param services the modules that keep it
 * @param labels besides those that the scrape adds
 */
public record Metric(
        String meter,
        Kind kind,
        String unit,
        ImmutableList<String> services,
        String meaning,
        ImmutableList<String> labels) {

    /** What a meter is, and by which names its samples go. Micrometer's timers count in seconds there. */
    public enum Kind {
        COUNTER("counter", "", "_total"),
        GAUGE("gauge", "", ""),
        HISTOGRAM("histogram", "_seconds", "_bucket", "_count", "_sum"),
        TIMER("summary", "_seconds", "_count", "_sum", "_max"),
        SUMMARY("summary", "", "_count", "_sum", "_max");

        private final String type;
        private final String unitSuffix;
        private final ImmutableList<String> suffixes;

        Kind(String type, String unitSuffix, String... suffixes) {
            this.type = type;
            this.unitSuffix = unitSuffix;
            this.suffixes = ImmutableList.copyOf(suffixes);
        }

        /** In Prometheus' words. */
        public String type() {
            return type;
        }
    }

    /** The name of its family, without what tells a histogram's or a summary's samples apart. */
    public String name() {
        return kind == Kind.COUNTER ? base() + "_total" : base();
    }

    /** The names that a query may use. */
    public List<String> samples() {
        return kind.suffixes.stream().map(suffix -> base() + suffix).toList();
    }

    /** Those of {@link #samples} that only grow, and so the ones of which a rate means something. */
    public Stream<String> growing() {
        return samples().stream().filter(sample -> kind != Kind.GAUGE && !sample.endsWith("_max"));
    }

    private String base() {
        return meter.replace('.', '_') + kind.unitSuffix;
    }
}
