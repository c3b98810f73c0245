package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.Topics;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.Service;
import io.logmesh.local.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Edits of {@code logmesh.yaml} while records flow: the audit judges each record by the rules of its time. */
@ExtendWith(SharedMesh.class)
@ResourceLock(Halves.MESH)
class RulesReloadIT {

    @Test
    void auditBalancesThoughRulesChangeWhileRecordsFlow(LocalMesh mesh, @TempDir Path folder) throws Exception {
        var command = new MeshCommand(mesh, folder);
        var before = AuditReport.of(command);
        try (var rules = new RulesFile(mesh, command)) {
            sendWhileRulesChange(mesh, rules);

            var after = AuditReport.of(command);
            assertThat(after.of("payments", "in")).isGreaterThan(before.of("payments", "in"));
            assertThat(after.of("money", "archived"))
                    .isPositive()
                    .isEqualTo(after.of("money", "indexed"))
                    .isEqualTo(after.of("money", "in"));
            assertThat(after.of("shop", "dropped")).isGreaterThan(before.of("shop", "dropped"));
            assertThat(after.json().path("notes")).isEmpty();
        }
        var restored = AuditReport.of(command);
        assertThat(restored.of("money", "in")).isPositive();
    }

    private static void sendWhileRulesChange(LocalMesh mesh, RulesFile rules) throws Exception {
        var edited = rules.usual().replace("  payments:\n", "  money:\n").replace("'/healthz'", "'msg=ok'");
        try (var traffic = new MixedTraffic(mesh.addresses().kafka(), Topics.RAW);
                var progress = new Progress(mesh.addresses().kafka());
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var flow = clock.scheduleAtFixedRate(() -> traffic.send(50), 0, 100, TimeUnit.MILLISECONDS);
            progress.await(Stage.of(Service.ROUTER));
            rules.replace(edited);
            Awaitility.await("the edit").atMost(Duration.ofMinutes(1)).until(() -> Files.readString(
                            mesh.log(Stage.of(Service.ROUTER)))
                    .contains("The rules " + RulesFile.hash(edited) + " are in force"));
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
        try (var rules = new RulesFile(mesh, command)) {
            var usual = RulesFile.hash(rules.usual());
            rules.replace("sources:\n  shop:\n    match: k8s.nothing == 'x'\n");

            for (var stage : new String[] {"router", "enricher", "enricher-quick", "s3-archiver", "es-indexer"}) {
                Awaitility.await(stage).atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                    var state = RulesFile.status(command).path(stage);
                    assertThat(state.path("refused").asText()).startsWith(rules.path() + ":3:");
                    assertThat(state.path("rules").asText()).isEqualTo(usual);
                });
            }
            var panel = command.run("status");
            assertThat(panel.out().replaceAll("\\s+", " "))
                    .contains(
                            "REFUSED by router, enricher, enricher-quick, s3-archiver, es-indexer:",
                            "(the rules " + usual + " stay in force)");
        }
    }
}
