package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.Topics;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshListener;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Service;
import io.logmesh.local.Stage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A lane that an edit names while the mesh runs: its records wait, are told of, and are taken up by the next start. */
@ResourceLock(Halves.ARCHIVER)
class LateLaneIT {

    private static final Path HOME = Path.of("target", "mesh-lane").toAbsolutePath();
    private static final int RECORDS = 20;

    @Test
    void recordsWaitUntilTheLaneHasAnEnricher(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("logmesh.yaml"), "sources: {shop: {match: 'true'}}\n");
        var options = MeshOptions.forTest(HOME).withSourcesFile(file);
        try (var mesh = new LocalMesh(options.withFresh(true), MeshListener.NONE)) {
            mesh.startServers();
            mesh.start(Service.ROUTER); // the others would only wait
            mesh.start(Service.ENRICHER);
            Files.writeString(file, "sources: {shop: {match: 'true', lane: late}}\n");
            var command = new MeshCommand(mesh, folder);
            Awaitility.await("the edit")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> status(command).path("stages").has("enricher-late"));
            send(mesh);

            Awaitility.await("the records wait").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                var status = status(command);
                assertThat(status.at("/stages/enricher-late/state").asText()).isEqualTo("no enricher");
                assertThat(status.at("/stages/enricher-late/lag").asLong()).isGreaterThanOrEqualTo(RECORDS);
            });
            assertThat(command.run("status").out()).contains("Lane late has no enricher: ");
            var audit = command.run("audit", "--timeout", "5s");
            assertThat(audit.exitCode()).isEqualTo(1);
            assertThat(audit.out()).contains("did not catch up");
        }
        try (var mesh = new LocalMesh(options, MeshListener.NONE)) {
            assertThat(mesh.stages()).contains(Stage.ofLane("late"));
            mesh.start();

            var report = AuditReport.of(new MeshCommand(mesh, folder));
            assertThat(report.of("shop", "archived")).isEqualTo(RECORDS);
            assertThat(report.of("shop", "indexed")).isEqualTo(RECORDS);
            assertThat(mesh.isRunning(Service.ENRICHER)).isTrue();
        }
    }

    private static void send(LocalMesh mesh) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        mesh.addresses().kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                var _ = producer.send(new ProducerRecord<>(
                        Topics.RAW, ("{\"log\":\"INFO line " + i + "\"}").getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static JsonNode status(MeshCommand command) throws Exception {
        return new ObjectMapper().readTree(command.run("status", "--json").out());
    }
}
