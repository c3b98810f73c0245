package io.logmesh.indexer;

import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.PolledRecord.Skipped;
import io.logmesh.indexer.bulk.Backlog;
import io.logmesh.indexer.bulk.DeliveryListener;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.bulk.Throttle;
import io.logmesh.telemetry.Account;
import io.logmesh.telemetry.Freshness;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Counts what happens, and tells {@link ServerState} whether Elasticsearch works. What is counted for every document is
 * counted in adders that the registry reads when it is asked.
 */
@ApplicationScoped
public class IndexerMetrics implements DeliveryListener<Indexable> {

    private final MeterRegistry registry;
    private final ServerState elasticsearch;
    private final Counter recordsIn;
    private final Counter bytesIn;
    private final Counter retries;
    private final Counter pushedBack;
    private final Timer bulkLatency;
    private final DistributionSummary bulkSize;
    private final Timer processing;
    private final Freshness freshness;
    private final PutOffs putOffs = new PutOffs(Clock.systemUTC(), Logger.getLogger(PutOffs.class)::warn);
    private final Map<String, OfSource> sources = new ConcurrentHashMap<>();

    /** What leaves is what its outcomes say, so that it is not counted once more. */
    private record OfSource(
            LongAdder bytes,
            LongAdder created,
            LongAdder repaired,
            LongAdder existed,
            LongAdder dead,
            Map<Skipped.Reason, LongAdder> skipped) {

        long indexed() {
            return created.sum() + repaired.sum() + existed.sum();
        }
    }

    IndexerMetrics(
            MeterRegistry registry,
            Freshness freshness,
            Servers servers,
            Throttle throttle,
            Backlog<Indexable> backlog) {
        this.registry = registry;
        this.elasticsearch = servers.elasticsearch();
        this.recordsIn = registry.counter(MetricNames.RECORDS_IN);
        this.bytesIn = registry.counter(MetricNames.BYTES_IN);
        this.retries = registry.counter(MetricNames.INDEX_RETRIES);
        this.pushedBack = registry.counter(MetricNames.INDEX_PUSHED_BACK);
        this.bulkLatency = registry.timer(MetricNames.BULK_LATENCY);
        this.bulkSize = registry.summary(MetricNames.BULK_BYTES);
        this.processing = registry.timer(MetricNames.PROCESSING);
        this.freshness = freshness;
        registry.gauge(MetricNames.RECORDS_HELD, backlog, Backlog::documents);
        registry.gauge(MetricNames.INDEX_IN_FLIGHT_LIMIT, throttle, Throttle::limit);
        registry.gauge(MetricNames.INDEX_IN_FLIGHT, throttle, Throttle::running);
        registry.gauge(MetricNames.INDEX_BACKLOG_BYTES, backlog, Backlog::weight);
        registry.gauge(
                MetricNames.INDEX_BACKOFF,
                throttle,
                waiting -> waiting.backoff().toMillis() / 1000.0);
        Account.show(registry);
    }

    /** What a poll gave of one partition was read, from that nanosecond on. */
    void read(long begin) {
        processing.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    }

    void taken(List<? extends PolledRecord> records) {
        long bytes = 0;
        for (var record : records) {
            var value = record.original().value();
            bytes += value == null ? 0 : value.length;
        }
        recordsIn.increment(records.size());
        bytesIn.increment((double) bytes);
    }

    void skipped(Skipped record) {
        var source = sources.computeIfAbsent(record.source(), this::ofSource);
        source.skipped
                .computeIfAbsent(record.reason(), reason -> skipped(record.source(), reason))
                .increment();
    }

    void buried(Outcome.Refused refused) {
        registry.counter(MetricNames.DEAD_LETTERS, MetricNames.REASON_TAG, refused.error())
                .increment();
    }

    @Override
    public void settled(Indexable document, Outcome outcome) {
        var source = sources.computeIfAbsent(document.source(), this::ofSource);
        document.span().tell("logmesh.index", document.index());
        switch (outcome) {
            case Outcome.Refused refused -> {
                source.dead.increment();
                buried(refused);
                document.span().refused(refused.error());
            }
            case Outcome.Existed _ -> indexed(source, source.existed, document);
            default -> indexed(source, document.isRepaired() ? source.repaired : source.created, document);
        }
        document.span().end();
    }

    private void indexed(OfSource source, LongAdder outcome, Indexable document) {
        outcome.increment();
        source.bytes.add(document.value().length);
        long ingestTs = document.ingestTs();
        long eventTs = RecordHeaders.eventTs(document.original().headers(), ingestTs);
        freshness.record(document.source(), eventTs, ingestTs, System.currentTimeMillis(), document.span());
    }

    @Override
    public void putOff(Reason reason, int documents) {
        retries.increment(documents);
        putOffs.tell(reason, documents);
    }

    @Override
    public void pushedBack() {
        pushedBack.increment();
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
    public void unavailable(int documents, String problem) {
        retries.increment(documents);
        elasticsearch.fails(problem);
    }

    private OfSource ofSource(String source) {
        var tags = Tags.of(MetricNames.SOURCE_TAG, source);
        var of = new OfSource(
                adder(MetricNames.BYTES_OUT, tags),
                documents(tags, "created"),
                documents(tags, "repaired"),
                documents(tags, "existed"),
                documents(tags, "dead"),
                new ConcurrentHashMap<>());
        FunctionCounter.builder(MetricNames.RECORDS_OUT, of, OfSource::indexed)
                .tags(tags)
                .register(registry);
        return of;
    }

    private LongAdder documents(Tags tags, String outcome) {
        return adder(MetricNames.INDEX_DOCUMENTS, tags.and(MetricNames.OUTCOME_TAG, outcome));
    }

    private LongAdder skipped(String source, Skipped.Reason reason) {
        var name = reason.name().toLowerCase(Locale.ROOT);
        return adder(MetricNames.INDEX_SKIPPED, Tags.of(MetricNames.SOURCE_TAG, source, MetricNames.REASON_TAG, name));
    }

    private LongAdder adder(String name, Tags tags) {
        var adder = new LongAdder();
        FunctionCounter.builder(name, adder, LongAdder::sum).tags(tags).register(registry);
        return adder;
    }
}
