package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.local.LocalMesh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A candidate is compared on the records of a real broker. */
@ExtendWith(SharedMesh.class)
@ResourceLock(Halves.MESH)
class ShadowIT {

    @Test
    void comparesARecentStretchOfATopic(LocalMesh mesh, @TempDir Path folder) throws Exception {
        var topic = "shadow-" + UUID.randomUUID();
        var kafka = mesh.addresses().kafka();
        var candidate = Files.writeString(folder.resolve("candidate.yaml"), """
                sources:
                  shop: {match: "k8s.namespace_name in ['shop', 'payments']", drop: "log.contains('/healthz')"}
                default: everything-else
                """);
        makeTopic(kafka, topic);
        long records;
        try (var traffic = new MixedTraffic(kafka, topic)) {
            traffic.send(240);
            records = traffic.records();
        }
        var command = new MeshCommand(mesh, folder);

        var changed = command.run("shadow", "--candidate", candidate.toString(), "--topic", topic, "--json");
        var same = command.run(
                "shadow", "--candidate", mesh.sourcesFile().orElseThrow().toString(), "--topic", topic);
        var earlier = command.run("shadow", "--candidate", candidate.toString(), "--topic", topic, "--last", "1ms");

        assertThat(changed.exitCode()).as(changed.out() + changed.err()).isEqualTo(1);
        var report = new ObjectMapper().readTree(changed.out());
        assertThat(report.path("messages").asLong()).isEqualTo(240);
        assertThat(report.path("records").asLong()).isEqualTo(records);
        assertThat(report.at("/sources/audit/before/records_in").asLong()).isPositive();
        assertThat(report.at("/sources/payments/before/records_in").asLong()).isPositive();
        assertThat(report.at("/sources/payments/after/records_in").asLong()).isZero();
        assertThat(same.exitCode()).as(same.err()).isZero();
        assertThat(same.out()).contains("Nothing changes for the ");
        assertThat(earlier.exitCode()).as(earlier.err()).isZero();
        assertThat(earlier.out()).startsWith("There are no messages in ");
    }

    private static void makeTopic(String kafka, String topic) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(2), Optional.empty())))
                    .all()
                    .get();
        }
    }
}
