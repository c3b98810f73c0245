package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.CoveredIds;
import io.logmesh.contract.Topics;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshListener;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Server;
import io.logmesh.local.Service;
import io.logmesh.local.Stage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The enricher killed in the middle of a stack trace: one event, whole, once. */
@ResourceLock(Halves.ARCHIVER)
class JoinAcrossKillIT {

    private static final Path HOME = Path.of("target", "mesh-join").toAbsolutePath();
    private static final int FRAMES = 200;

    /** Of the same stream, so whatever the event becomes, twice or in parts, comes before it. */
    private static final String LAST = "INFO recovered";

    private static final String ENRICHED = Topics.enriched("shop");

    @Test
    void anEventIsWholeAndThereOnce(@TempDir Path folder) throws Exception {
        var rules = Files.writeString(
                folder.resolve("logmesh.yaml"),
                "sources: {shop: {match: 'true', partitions: 1, multiline: {timeout: 5s}}}");
        var options = MeshOptions.forTest(HOME).withFresh(true).withSourcesFile(rules);
        try (var mesh = new LocalMesh(options, MeshListener.NONE)) {
            mesh.startServers(Server.KAFKA);
            mesh.start(Service.ROUTER);
            mesh.start(Service.ENRICHER);
            sendATraceAndKillTheEnricherMeanwhile(mesh);

            var events = Awaitility.await("the line behind the event")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> read(mesh.addresses().kafka()), JoinAcrossKillIT::endsWithTheLast);

            assertThat(events).as("the event, and the line behind it").hasSize(2);
            var event = events.getFirst();
            assertThat(event.path("lines").asInt()).isEqualTo(FRAMES + 1);
            assertThat(event.path("log").asText()).isEqualTo("ERROR failed\n" + frames());
            assertThat(CoveredIds.read(
                            event.path("event_id").asText(),
                            event.path("covers").asText()))
                    .hasValueSatisfying(ids -> assertThat(ids).hasSize(FRAMES).doesNotHaveDuplicates());
        }
    }

    private static void sendATraceAndKillTheEnricherMeanwhile(LocalMesh mesh) throws Exception {
        var sent = new AtomicInteger();
        try (var producer = new KafkaProducer<>(
                        Map.<String, Object>of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                mesh.addresses().kafka()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                var progress = new Progress(mesh.addresses().kafka());
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            producer.send(line("ERROR failed")).get();
            var flow = clock.scheduleAtFixedRate(
                    () -> {
                        if (sent.get() < FRAMES) {
                            var _ = producer.send(line(frame(sent.getAndIncrement())));
                        }
                    },
                    0,
                    50,
                    TimeUnit.MILLISECONDS);
            progress.await(Stage.of(Service.ENRICHER));
            mesh.kill(Service.ENRICHER);
            assertThat(sent.get()).as("the trace is not over yet").isLessThan(FRAMES);
            mesh.start(Service.ENRICHER);
            Awaitility.await("all frames").atMost(Duration.ofMinutes(1)).until(() -> sent.get() == FRAMES);
            assertThat(flow.isDone()).as("the sender failed").isFalse();
            clock.shutdown();
            assertThat(clock.awaitTermination(1, TimeUnit.MINUTES))
                    .as("the last frame is on its way")
                    .isTrue();
            producer.send(line(LAST)).get();
        }
    }

    private static boolean endsWithTheLast(List<JsonNode> events) {
        return !events.isEmpty() && events.getLast().path("log").asText().equals(LAST);
    }

    private static ProducerRecord<byte[], byte[]> line(String text) {
        var json = "{\"log\":\"" + text + "\",\"stream\":\"stderr\",\"kubernetes\":"
                + "{\"namespace_name\":\"shop\",\"pod_name\":\"web-1\",\"container_name\":\"web\"}}";
        return new ProducerRecord<>(Topics.RAW, 0, null, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String frame(int number) {
        return "\\tat a.B.c(B.java:" + number + ")";
    }

    private static String frames() {
        return IntStream.range(0, FRAMES)
                .mapToObj(number -> frame(number).replace("\\t", "\t"))
                .collect(Collectors.joining("\n"));
    }

    /** All that was committed; empty as long as the topic is not there. */
    private static List<JsonNode> read(String bootstrapServers) throws Exception {
        var settings = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
        var events = new ArrayList<JsonNode>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            if (!consumer.listTopics().containsKey(ENRICHED)) {
                return events;
            }
            var partition = new TopicPartition(ENRICHED, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    events.add(new ObjectMapper().readTree(record.value()));
                }
            }
        }
        return events;
    }
}
