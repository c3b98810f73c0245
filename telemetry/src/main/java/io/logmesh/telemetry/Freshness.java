package io.logmesh.telemetry;

import io.logmesh.contract.MetricNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How old records are when a service has done with them: since the event happened, and since it was ingested. A histogram
 * for each source. Thread-safe.
 */
public final class Freshness {

    private static final String NAME = MetricNames.FRESHNESS.replace('.', '_') + "_seconds";
    private static final List<String> LABELS = List.of(MetricNames.SOURCE_TAG, MetricNames.SINCE_TAG);

    private final Map<String, OfSource> bySource = new ConcurrentHashMap<>();

    private record OfSource(AgeHistogram event, AgeHistogram ingest) {}

    /**
     * Shown by the registry that Prometheus scrapes, if {@code registry} is or has that one. Quarkus adds it to its own no
     * sooner than the beans are there, so ask for that one itself.
     */
    public Freshness(MeterRegistry registry) {
        Prometheus.show(registry, this::families);
    }

    /**
     * Counts one record; times are in milliseconds since the epoch.
     *
     * @param source of {@code logmesh.yaml}, so that there are not many
     * @param eventTs when it happened
     * @param ingestTs when it was collected
     */
    public void record(String source, long eventTs, long ingestTs, long now, RecordSpan span) {
        var of = bySource.computeIfAbsent(source, _ -> new OfSource(new AgeHistogram(), new AgeHistogram()));
        of.event().record(now - eventTs, span);
        of.ingest().record(now - ingestTs, span);
    }

    private List<MetricFamilySamples> families() {
        var samples = new ArrayList<MetricFamilySamples.Sample>();
        bySource.forEach((source, of) -> {
            samples.addAll(of.event().samples(NAME, LABELS, List.of(source, "event")));
            samples.addAll(of.ingest().samples(NAME, LABELS, List.of(source, "ingest")));
        });
        return List.of(new MetricFamilySamples(NAME, Collector.Type.HISTOGRAM, "how old records are", samples));
    }
}
