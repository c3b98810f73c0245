package io.logmesh.bench;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.enrichment.Enriched;
import io.logmesh.contract.enrichment.Enrichment;
import io.logmesh.contract.enrichment.Origin;
import io.logmesh.contract.sources.Treatment;
import io.logmesh.telemetry.Freshness;
import io.logmesh.telemetry.GroupLag;
import io.logmesh.telemetry.RecordSpan;
import io.logmesh.telemetry.SampledTimer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What counting costs a record: enriching alone, and enriching with all that the enricher counts for a record, which is the
 * most of all services. Reading and writing Kafka, which takes as long again, is left out of both, so the share of a whole
 * service's work is smaller still.
 */
@SuppressWarnings("deprecation") // the registry is the one that Quarkus brings
final class MetricsComparison implements Comparison {

    private static final int RECORDS = 1_000_000;
    private static final int DIFFERENT = 6_000;
    private static final String SOURCE = "shop";

    private final byte[][] values = new byte[DIFFERENT][];
    private final Origin[] origins = new Origin[DIFFERENT];
    private final Enrichment enrichment = new Enrichment();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LongAdder recordsIn = adder(MetricNames.RECORDS_IN);
    private final LongAdder bytesIn = adder(MetricNames.BYTES_IN);
    private final LongAdder parsed = adder(MetricNames.ENRICH_PARSED);
    private final Map<String, LongAdder[]> bySource = new ConcurrentHashMap<>();
    private final SampledTimer processing = new SampledTimer(registry.timer(MetricNames.PROCESSING));
    private final Freshness freshness = new Freshness(registry);
    private final GroupLag lag = new GroupLag();
    private final TopicPartition partition = new TopicPartition("bench", 0);

    private LongAdder adder(String name) {
        var adder = new LongAdder();
        FunctionCounter.builder(name, adder, LongAdder::sum).register(registry);
        return adder;
    }

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public String question() {
        return "mixed logs, enriched without servers: with all metrics of a record against without any";
    }

    @Override
    public String unit() {
        return "records/s";
    }

    @Override
    public void prepare() {
        var records = new RoutedRecords();
        for (int i = 0; i < DIFFERENT; i++) {
            ProducerRecord<byte[], byte[]> record = records.record(i);
            values[i] = record.value();
            var id = RecordHeaders.text(record.headers(), HeaderNames.ID);
            origins[i] = new Origin(SOURCE, id, RecordHeaders.ingestTs(record.headers()));
        }
    }

    @Override
    public double baseline() {
        long written = 0;
        long start = System.nanoTime();
        for (int i = 0; i < RECORDS; i++) {
            written += enriched(i % DIFFERENT).value().length;
        }
        return rate(start, written);
    }

    @Override
    public double subject() {
        long written = 0;
        long start = System.nanoTime();
        for (int i = 0; i < RECORDS; i++) {
            int at = i % DIFFERENT;
            long begin = processing.begin();
            lag.reached(partition, i, origins[at].ingestTs());
            var enriched = enriched(at);
            written += enriched.value().length;
            count(enriched, origins[at].ingestTs());
            recordsIn.increment();
            bytesIn.add(values[at].length);
            processing.end(begin);
        }
        return rate(start, written);
    }

    private void count(Enriched enriched, long ingestTs) {
        var out = bySource.computeIfAbsent(SOURCE, _ -> new LongAdder[] {
            adder(MetricNames.RECORDS_OUT), adder(MetricNames.BYTES_OUT),
        });
        out[0].increment();
        out[1].add(enriched.value().length);
        parsed.increment();
        freshness.record(SOURCE, enriched.time(), ingestTs, System.currentTimeMillis(), RecordSpan.NONE);
    }

    private Enriched enriched(int at) {
        enrichment.read(values[at]);
        return enrichment.enrich(origins[at], Treatment.DEFAULT);
    }

    /** Using what was written keeps the compiler from leaving the work out. */
    private static double rate(long start, long written) {
        if (written == 0) {
            throw new IllegalStateException("nothing was enriched");
        }
        return RECORDS * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() {
        registry.close();
    }
}
