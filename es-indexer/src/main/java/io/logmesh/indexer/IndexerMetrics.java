package io.logmesh.indexer;

import io.logmesh.contract.MetricNames;
import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.PolledRecord.Skipped;
import io.logmesh.indexer.bulk.Attempt.Load;
import io.logmesh.indexer.bulk.Backlog;
import io.logmesh.indexer.bulk.DeliveryListener;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.bulk.Throttle;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what happens, and tells {@link ServerState} whether Elasticsearch works. */
@ApplicationScoped
public class IndexerMetrics implements DeliveryListener<Indexable> {

    private static final Duration[] FRESHNESS_BUCKETS = {
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30),
        Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30)
    };

    private final MeterRegistry registry;
    private final ServerState elasticsearch;
    private final Counter recordsIn;
    private final Counter bytesIn;
    private final Counter retries;
    private final Counter pushedBack;
    private final Timer bulkLatency;
    private final DistributionSummary bulkSize;
    private final Map<String, OfSource> sources = new ConcurrentHashMap<>();

    private record OfSource(
            Counter records,
            Counter bytes,
            Counter created,
            Counter repaired,
            Counter existed,
            Counter dead,
            Timer freshness) {}

    IndexerMetrics(MeterRegistry registry, Servers servers, Throttle throttle, Backlog<Indexable> backlog) {
        this.registry = registry;
        this.elasticsearch = servers.elasticsearch();
        this.recordsIn = registry.counter(MetricNames.RECORDS_IN);
        this.bytesIn = registry.counter(MetricNames.BYTES_IN);
        this.retries = registry.counter(MetricNames.INDEX_RETRIES);
        this.pushedBack = registry.counter(MetricNames.INDEX_PUSHED_BACK);
        this.bulkLatency = registry.timer(MetricNames.BULK_LATENCY);
        this.bulkSize = registry.summary(MetricNames.BULK_BYTES);
        registry.gauge(MetricNames.INDEX_IN_FLIGHT_LIMIT, throttle, Throttle::limit);
        registry.gauge(MetricNames.INDEX_IN_FLIGHT, throttle, Throttle::running);
        registry.gauge(MetricNames.INDEX_BACKLOG_BYTES, backlog, Backlog::weight);
    }

    void taken(List<ConsumerRecord<byte[], byte[]>> records) {
        long bytes = 0;
        for (var record : records) {
            bytes += record.value() == null ? 0 : record.value().length;
        }
        recordsIn.increment(records.size());
        bytesIn.increment((double) bytes);
    }

    void skipped(Skipped record) {
        registry.counter(
                        MetricNames.INDEX_SKIPPED,
                        MetricNames.SOURCE_TAG,
                        record.source(),
                        MetricNames.REASON_TAG,
                        record.reason().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void buried(Outcome.Refused refused) {
        registry.counter(MetricNames.DEAD_LETTERS, MetricNames.REASON_TAG, refused.error())
                .increment();
    }

    @Override
    public void settled(Indexable document, Outcome outcome) {
        var source = sources.computeIfAbsent(document.source(), this::ofSource);
        switch (outcome) {
            case Outcome.Refused refused -> {
                source.dead.increment();
                buried(refused);
            }
            case Outcome.Existed _ -> indexed(source, source.existed, document);
            default -> indexed(source, document.isRepaired() ? source.repaired : source.created, document);
        }
    }

    private static void indexed(OfSource source, Counter outcome, Indexable document) {
        outcome.increment();
        source.records.increment();
        source.bytes.increment(document.value().length);
        source.freshness.record(Math.max(0, System.currentTimeMillis() - document.ingestTs()), TimeUnit.MILLISECONDS);
    }

    @Override
    public void putOff(int documents, String reason, Load load) {
        retries.increment(documents);
        if (load == Load.PUSHED_BACK) {
            pushedBack.increment();
        }
    }

    @Override
    public void answered(List<? extends Indexable> bulk, Duration took) {
        bulkLatency.record(took);
        bulkSize.record(
                bulk.stream().mapToDouble(document -> document.value().length).sum());
    }

    @Override
    public void available() {
        elasticsearch.works();
    }

    @Override
    public void unavailable(String problem) {
        elasticsearch.fails(problem);
    }

    private OfSource ofSource(String source) {
        return new OfSource(
                registry.counter(MetricNames.RECORDS_OUT, MetricNames.SOURCE_TAG, source),
                registry.counter(MetricNames.BYTES_OUT, MetricNames.SOURCE_TAG, source),
                documents(source, "created"),
                documents(source, "repaired"),
                documents(source, "existed"),
                documents(source, "dead"),
                Timer.builder(MetricNames.FRESHNESS)
                        .tag(MetricNames.SOURCE_TAG, source)
                        .serviceLevelObjectives(FRESHNESS_BUCKETS)
                        .register(registry));
    }

    private Counter documents(String source, String outcome) {
        return registry.counter(
                MetricNames.INDEX_DOCUMENTS, MetricNames.SOURCE_TAG, source, MetricNames.OUTCOME_TAG, outcome);
    }
}
