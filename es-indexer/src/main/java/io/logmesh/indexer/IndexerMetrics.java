package io.logmesh.indexer;

import io.logmesh.contract.MetricNames;
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
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Counts what happens, and tells {@link ServerState} whether Elasticsearch works. */
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
    private final Map<String, SourceMetrics> sources = new ConcurrentHashMap<>();

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
        of(record.source()).skipped(record.reason());
    }

    void buried(Outcome.Refused refused) {
        registry.counter(MetricNames.DEAD_LETTERS, MetricNames.REASON_TAG, refused.error())
                .increment();
    }

    /** Neighbours have mostly the same source, so what belongs to that is looked up once for many. */
    @Override
    public void settled(List<? extends Indexable> documents, List<Outcome> outcomes) {
        long now = System.currentTimeMillis();
        for (int begin = 0, end; begin < documents.size(); begin = end) {
            end = endOfSource(documents, begin);
            of(documents.get(begin).source()).settled(documents.subList(begin, end), outcomes.subList(begin, end), now);
        }
        for (int i = 0; i < documents.size(); i++) {
            tell(documents.get(i), outcomes.get(i));
        }
    }

    private static int endOfSource(List<? extends Indexable> documents, int begin) {
        var source = documents.get(begin).source();
        int end = begin + 1;
        while (end < documents.size() && documents.get(end).source().equals(source)) {
            end++;
        }
        return end;
    }

    private void tell(Indexable document, Outcome outcome) {
        var span = document.span();
        span.tell("logmesh.index", document.index());
        if (outcome instanceof Outcome.Refused refused) {
            buried(refused);
            span.refused(refused.error());
        }
        span.end();
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

    private SourceMetrics of(String source) {
        return sources.computeIfAbsent(source, name -> new SourceMetrics(registry, freshness, name));
    }
}
