package io.logmesh.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.Topics;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How old the oldest record is that can't be found yet, while the indexer gets half of what it can take. Looked at ten times
 * a second, and by the number that can be found: records come in their order, but for those of two requests.
 */
final class FreshnessComparison implements Comparison {

    private static final double PROMISED_MILLIS = 2000;
    private static final long SECONDS = 20;
    private static final long WARM_UP_SECONDS = 5;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int TICKS_PER_LOOK = 10;

    private final Path home;
    private final int records;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private BenchMesh mesh;
    private KafkaProducer<byte[], byte[]> producer;
    private double half;
    private int sent;

    FreshnessComparison(Path home, int records) {
        this.home = home;
        this.records = records;
    }

    @Override
    public String name() {
        return "indexer-freshness";
    }

    @Override
    public String question() {
        return "the age of the oldest record that can't be found yet (99 % of all looks), at half of what the indexer can"
                + " take and refreshing each second, against the promised 2 s";
    }

    @Override
    public String unit() {
        return "ms";
    }

    @Override
    public void prepare() throws Exception {
        var rules = Files.createTempFile("freshness", ".yaml");
        Files.writeString(rules, "sources: {" + EnrichedRecords.SOURCE + ": {match: 'true', index: {refresh: 1s}}}\n");
        var options = MeshOptions.forTest(home)
                .withFresh(true)
                .withSearch(BulkLoader.SEARCH)
                .withSourcesFile(rules);
        var settings = Map.of(
                "LOGMESH_INDEXER_REPLICAS", "0",
                "LOGMESH_INDEXER_IN_FLIGHT", Integer.toString(BulkLoader.CONNECTIONS),
                "LOGMESH_INDEXER_BULK_BYTES", Integer.toString(BulkLoader.BYTES));
        mesh = BenchMesh.start(options.withEnvironment(Service.ES_INDEXER, settings));
        mesh.makeTopic(topic(), 1);
        new Filler(mesh.kafka()).fill(records, EnrichedRecords::record);
        sent = records;
        mesh.start(Service.ES_INDEXER);
        half = mesh.drain(topic(), records).rate(BenchMesh.groupOf(Service.ES_INDEXER)) / 2;
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, mesh.kafka(), ProducerConfig.LINGER_MS_CONFIG, 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public double baseline() {
        return PROMISED_MILLIS;
    }

    @Override
    public double subject() throws IOException, InterruptedException {
        int first = sent;
        var ages = new ArrayList<Double>();
        long begin = System.nanoTime();
        for (int tick = 1; System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(SECONDS); tick++) {
            sendUpTo(first + (int) (half * (System.nanoTime() - begin) / 1e9));
            boolean isWarm = System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
            if (isWarm && tick % TICKS_PER_LOOK == 0) {
                ages.add(ageOf(found(), begin, first));
            }
            LockSupport.parkNanos(TICK);
        }
        ages.sort(null);
        return ages.get((int) Math.ceil(ages.size() * 0.99) - 1);
    }

    private void sendUpTo(int number) {
        for (; sent < number; sent++) {
            var _ = producer.send(EnrichedRecords.record(sent, System.currentTimeMillis()));
        }
    }

    /** In milliseconds; the record of that number was sent as the pace asks for it. */
    private double ageOf(int number, long begin, int first) {
        return number >= sent ? 0 : Math.max(0, (System.nanoTime() - begin) / 1e6 - (number - first) * 1e3 / half);
    }

    private int found() throws IOException, InterruptedException {
        var address = mesh.addresses().elasticsearch().resolve("/logs-" + EnrichedRecords.SOURCE + "-*/_count");
        var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("a count was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return mapper.readTree(answer.body()).path("count").asInt();
    }

    @Override
    public List<String> remarks() {
        return List.of("%,.0f documents/s were sent".formatted(half));
    }

    private static String topic() {
        return Topics.enriched(EnrichedRecords.SOURCE);
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
        if (mesh != null) {
            mesh.close();
        }
        http.close();
    }
}
