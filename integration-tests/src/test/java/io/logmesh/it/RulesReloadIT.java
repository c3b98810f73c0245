package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.Sources;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.Service;
import io.logmesh.local.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Edits of {@code logmesh.yaml} while records flow: the audit judges each record by the rules of its time. */
@ExtendWith(SharedMesh.class)
class RulesReloadIT {

    @Test
    void auditBalancesThoughRulesChangeWhileRecordsFlow(LocalMesh mesh, @TempDir Path folder) throws Exception {
        var command = new MeshCommand(mesh, folder);
        var file = mesh.sourcesFile().orElseThrow();
        var usual = Files.readString(file);
        var edited = usual.replace("  payments:\n", "  money:\n").replace("'/healthz'", "'msg=ok'");
        var before = AuditReport.of(command);
        try {
            sendWhileRulesChange(mesh, file, edited);

            var after = AuditReport.of(command);
            assertThat(after.of("payments", "in")).isGreaterThan(before.of("payments", "in"));
            assertThat(after.of("money", "archived"))
                    .isPositive()
                    .isEqualTo(after.of("money", "indexed"))
                    .isEqualTo(after.of("money", "in"));
            assertThat(after.of("shop", "dropped")).isGreaterThan(before.of("shop", "dropped"));
            assertThat(after.json().path("notes")).isEmpty();
        } finally {
            replace(file, usual);
            awaitRules(command, usual);
        }
        var restored = AuditReport.of(command);
        assertThat(restored.of("money", "in")).isPositive();
    }

    private static void sendWhileRulesChange(LocalMesh mesh, Path file, String edited) throws Exception {
        try (var traffic = new MixedTraffic(mesh.addresses().kafka(), Topics.RAW);
                var progress = new Progress(mesh.addresses().kafka());
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var flow = clock.scheduleAtFixedRate(() -> traffic.send(50), 0, 100, TimeUnit.MILLISECONDS);
            progress.await(Stage.of(Service.ROUTER));
            replace(file, edited);
            Awaitility.await("the edit").atMost(Duration.ofMinutes(1)).until(() -> Files.readString(
                            mesh.log(Stage.of(Service.ROUTER)))
                    .contains("The rules " + hash(edited) + " are in force"));
            progress.await(Stage.of(Service.ROUTER));
            progress.await(Stage.of(Service.ROUTER));
            assertThat(flow.isDone()).as("the sender failed").isFalse();
            clock.shutdown();
            assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void statusTellsWhoRefusesABrokenEdit(LocalMesh mesh, @TempDir Path folder) throws Exception {
        var command = new MeshCommand(mesh, folder);
        var file = mesh.sourcesFile().orElseThrow();
        var usual = Files.readString(file);
        try {
            replace(file, "sources:\n  shop:\n    match: k8s.nothing == 'x'\n");

            for (var stage : new String[] {"router", "enricher", "enricher-quick", "s3-archiver", "es-indexer"}) {
                Awaitility.await(stage).atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                    var state = status(command).path(stage);
                    assertThat(state.path("refused").asText()).startsWith(file + ":3:");
                    assertThat(state.path("rules").asText()).isEqualTo(hash(usual));
                });
            }
            var panel = command.run("status");
            assertThat(panel.out().replaceAll("\\s+", " "))
                    .contains(
                            "REFUSED by router, enricher, enricher-quick, s3-archiver, es-indexer:",
                            "(the rules " + hash(usual) + " stay in force)");
        } finally {
            replace(file, usual);
            awaitRules(command, usual);
        }
    }

    private static void awaitRules(MeshCommand command, String yaml) {
        Awaitility.await("the rules of before").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            var router = status(command).path("router");
            assertThat(router.path("rules").asText()).isEqualTo(hash(yaml));
            assertThat(router.path("refused").isNull()).isTrue();
        });
    }

    private static JsonNode status(MeshCommand command) throws IOException {
        return new ObjectMapper()
                .readTree(command.run("status", "--json").out())
                .path("stages");
    }

    private static void replace(Path file, String yaml) throws IOException {
        var next = Files.writeString(file.resolveSibling("next.yaml"), yaml);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String hash(String yaml) throws Exception {
        return Sources.parse("logmesh.yaml", yaml).hash();
    }
}
