package io.logmesh.telemetry;

import io.logmesh.contract.MetricNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * How old records are when a service has done with them: since the event happened, and since it was ingested. A histogram
 * for each source. Thread-safe, for threads that are few and live long: each counts for itself.
 */
public final class Freshness {

    private static final String NAME = MetricNames.FRESHNESS.replace('.', '_') + "_seconds";
    private static final List<String> LABELS = List.of(MetricNames.SOURCE_TAG, MetricNames.SINCE_TAG);

    private final PerThread<Map<String, OfSource>> threads = new PerThread<>(ConcurrentHashMap::new);

    /** How old the records of one source are that one thread has done with. Only for that thread. */
    public static final class OfSource {

        private final AgeHistogram event = new AgeHistogram();
        private final AgeHistogram ingest = new AgeHistogram();

        private OfSource() {}

        /** As {@link Freshness#record} does. */
        public void record(long eventTs, long ingestTs, long now, RecordSpan span) {
            event.record(now - eventTs, span);
            ingest.record(now - ingestTs, span);
        }
    }

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
        own(source).record(eventTs, ingestTs, now, span);
    }

    /** That of the thread which asks: to be kept by one that has records of a source again and again. */
    public OfSource own(String source) {
        var bySource = threads.own();
        // Looked up before it is computed, which may lock: this is asked for every record.
        var known = bySource.get(source);
        return known == null ? bySource.computeIfAbsent(source, _ -> new OfSource()) : known;
    }

    private List<MetricFamilySamples> families() {
        var samples = new ArrayList<MetricFamilySamples.Sample>();
        threads.all()
                .flatMap(bySource -> bySource.keySet().stream())
                .distinct()
                .sorted()
                .forEach(source -> {
                    samples.addAll(samples(source, "event", of -> of.event));
                    samples.addAll(samples(source, "ingest", of -> of.ingest));
                });
        return List.of(new MetricFamilySamples(NAME, Collector.Type.HISTOGRAM, "how old records are", samples));
    }

    private List<MetricFamilySamples.Sample> samples(
            String source, String since, Function<OfSource, AgeHistogram> histogram) {
        var parts = threads.all()
                .map(bySource -> bySource.get(source))
                .filter(Objects::nonNull)
                .map(histogram)
                .toList();
        return AgeHistogram.samples(parts, NAME, LABELS, List.of(source, since));
    }
}
