package io.logmesh.bench;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.enrichment.Enriched;
import io.logmesh.contract.enrichment.Enrichment;
import io.logmesh.contract.enrichment.Origin;
import io.logmesh.contract.formats.TextFormat;
import io.logmesh.contract.sources.Treatment;
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
    private static final int TURN = 100;
    private static final String SOURCE = "shop";

    private final byte[][] values = new byte[DIFFERENT][];
    private final Origin[] origins = new Origin[DIFFERENT];
    private final Enrichment enrichment = new Enrichment();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PerThread<Counts> counts = new PerThread<>(Counts::new);
    private final SampledTimer processing = new SampledTimer(registry.timer(MetricNames.PROCESSING));
    private final Freshness freshness = new Freshness(registry);
    private final GroupLag lag = new GroupLag();
    private final TopicPartition partition = new TopicPartition("bench", 0);

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
        long now = 0;
        long start = System.nanoTime();
        for (int i = 0; i < RECORDS; i++) {
            int at = i % DIFFERENT;
            // Kafka Streams looks at the clock for each turn, which takes more records still.
            now = i % TURN == 0 ? System.currentTimeMillis() : now;
            long begin = processing.begin();
            lag.reached(partition, i, origins[at].ingestTs());
            var enriched = enriched(at);
            written += enriched.value().length;
            count(enriched, values[at].length);
            freshness.record(SOURCE, enriched.time(), origins[at].ingestTs(), now, RecordSpan.NONE);
            processing.end(begin);
        }
        return rate(start, written);
    }

    private void count(Enriched enriched, int bytes) {
        var own = counts.own();
        own.recordsIn.increment();
        own.bytesIn.add(bytes);
        own.byFormat.computeIfAbsent(enriched.format(), _ -> new OwnCount()).increment();
        var out = own.bySource.computeIfAbsent(SOURCE, _ -> new Out());
        out.records.increment();
        out.bytes.add(enriched.value().length);
    }

    /** As the enricher keeps them, for each thread. */
    private static final class Counts {

        private final OwnCount recordsIn = new OwnCount();
        private final OwnCount bytesIn = new OwnCount();
        private final Map<TextFormat, OwnCount> byFormat = new EnumMap<>(TextFormat.class);
        private final Map<String, Out> bySource = new HashMap<>();
    }

    private record Out(OwnCount records, OwnCount bytes) {

        Out() {
            this(new OwnCount(), new OwnCount());
        }
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
