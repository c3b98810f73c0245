package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.Topics;
import io.logmesh.local.ChildDeath;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshListener;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Megabytes of the same text, of which thousands fit one fetch: unpacked at once they would not fit the heap. */
@ResourceLock(Halves.ARCHIVER)
class FloodIT {

    private static final Path HOME = Path.of("target", "mesh-flood").toAbsolutePath();
    private static final int RECORDS = 200;
    private static final Duration WITHIN = Duration.ofMinutes(4);

    @Test
    void megabytesThatCompressWellPassRouterEnricherAndIndexer(@TempDir Path folder) throws Exception {
        var rules =
                Files.writeString(folder.resolve("logmesh.yaml"), "sources: {shop: {match: 'true', partitions: 2}}\n");
        var deaths = new ConcurrentLinkedQueue<ChildDeath>();
        var options = MeshOptions.forTest(HOME).withFresh(true).withSourcesFile(rules);
        try (var mesh = new LocalMesh(options, listener(deaths))) {
            mesh.startServers();
            send(mesh.addresses().kafka()); // before anybody reads, so that all of it is there to be fetched
            mesh.start(Service.ROUTER);
            mesh.start(Service.ENRICHER);

            assertThat(arrived(mesh.addresses().kafka(), deaths)).isEqualTo(RECORDS);
            mesh.start(Service.ES_INDEXER);

            Awaitility.await().atMost(WITHIN).until(() -> !deaths.isEmpty() || indexed(mesh) == RECORDS);
            assertThat(deaths).isEmpty();
        }
    }

    private static long indexed(LocalMesh mesh) throws IOException, InterruptedException {
        var search = mesh.addresses().elasticsearch().resolve("/logs-shop-*/_count?ignore_unavailable=true");
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(search).build(), BodyHandlers.ofString());
            return new ObjectMapper().readTree(answer.body()).path("count").asLong();
        }
    }

    private static MeshListener listener(Queue<ChildDeath> deaths) {
        return new MeshListener() {
            @Override
            public void died(ChildDeath death) {
                deaths.add(death);
            }
        };
    }

    private static void send(String bootstrapServers) {
        var text = "INFO the same once more ".repeat(43_000); // 1,032,000 bytes: the mesh cuts beyond 1 MiB
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.LINGER_MS_CONFIG,
                        100,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 20,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        4 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                var json = "{\"log\":\"" + i + ' ' + text
                        + "\",\"stream\":\"stdout\",\"kubernetes\":{\"namespace_name\":\"shop\","
                        + "\"pod_name\":\"web-" + i % 8 + "\",\"container_name\":\"web\"}}";
                var _ = producer.send(
                        new ProducerRecord<>(Topics.RAW, i % 4, null, json.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** How many records the enricher has committed, as soon as that are all, or one of the services has died. */
    private static int arrived(String bootstrapServers, Queue<ChildDeath> deaths) {
        var settings = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "flood",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                1_000,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                20);
        int arrived = 0;
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.enriched("shop")));
            long end = System.nanoTime() + WITHIN.toNanos();
            while (arrived < RECORDS && deaths.isEmpty() && System.nanoTime() < end) {
                arrived += consumer.poll(Duration.ofSeconds(1)).count();
            }
        }
        return arrived;
    }
}
