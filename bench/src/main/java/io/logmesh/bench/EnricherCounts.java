package io.logmesh.bench;

import io.logmesh.contract.MetricNames;
import io.logmesh.contract.enrichment.Enriched;
import io.logmesh.contract.formats.TextFormat;
import io.logmesh.telemetry.Freshness;
import io.logmesh.telemetry.GroupLag;
import io.logmesh.telemetry.OwnCount;
import io.logmesh.telemetry.PerThread;
import io.logmesh.telemetry.RecordSpan;
import io.logmesh.telemetry.SampledTimer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** All that the enricher counts for a record, in the way in which it does. */
@SuppressWarnings("deprecation") // the registry is the one that Quarkus brings
final class EnricherCounts {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SampledTimer processing = new SampledTimer(registry.timer(MetricNames.PROCESSING));
    private final Freshness freshness = new Freshness(registry);
    private final GroupLag lag = new GroupLag();
    private final TopicPartition partition = new TopicPartition("bench", 0);
    private final PerThread<OfThread> threads = new PerThread<>(OfThread::new);

    private static final class OfThread {

        private final OwnCount recordsIn = new OwnCount();
        private final OwnCount bytesIn = new OwnCount();
        private final Map<TextFormat, OwnCount> byFormat = new EnumMap<>(TextFormat.class);
        private final Map<String, OfSource> bySource = new HashMap<>();
    }

    private record OfSource(OwnCount records, OwnCount bytes, Freshness.OfSource freshness) {

        OfSource(Freshness.OfSource freshness) {
            this(new OwnCount(), new OwnCount(), freshness);
        }
    }

    /** Times are in milliseconds since the epoch. Returns what {@link #taken} is to be told. */
    long begin(long offset, long time) {
        long begin = processing.begin();
        lag.reached(partition, offset, time);
        return begin;
    }

    void taken(int bytes, long begin) {
        var own = threads.own();
        own.recordsIn.increment();
        own.bytesIn.add(bytes);
        processing.end(begin);
    }

    void passed(String source, Enriched enriched, long ingestTs, long now) {
        var own = threads.own();
        own.byFormat.computeIfAbsent(enriched.format(), _ -> new OwnCount()).increment();
        var out = own.bySource.computeIfAbsent(source, name -> new OfSource(freshness.own(name)));
        out.records().increment();
        out.bytes().add(enriched.value().length);
        out.freshness().record(enriched.time(), ingestTs, now, RecordSpan.NONE);
    }
}
