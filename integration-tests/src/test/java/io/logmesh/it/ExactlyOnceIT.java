package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.Topics;
import io.logmesh.local.LocalMesh;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The promise of the whole, on the real thing: whatever is killed, each record ends up where it must be, once. */
@ExtendWith(SharedMesh.class)
@ResourceLock(Halves.MESH)
class ExactlyOnceIT {

    private static final int BATCH = 60;

    @Test
    void eachRecordArrivesOnceThoughEachServiceIsKilledWhileTheyFlow(LocalMesh mesh, @TempDir Path folder)
            throws Exception {
        var command = new MeshCommand(mesh, folder);
        var before = AuditReport.of(command);
        try (var traffic = new MixedTraffic(mesh.addresses().kafka(), Topics.RAW)) {
            sendWhileKilling(traffic, mesh);

            var after = AuditReport.of(command);
            long copies = after.of("audit", "in") - before.of("audit", "in");
            assertThat(after.sum("in") - before.sum("in")).isEqualTo(traffic.records() + copies);
            assertThat(traffic.records()).isGreaterThan(5_000);
            assertEachRuleWasMet(after);
            assertWhatIsTooLongWasCut(command, traffic);
            assertWhatIsParkedArrivesWhenItIsSentOn(command, after);
        }
        assertThat(SharedMesh.DEATHS).isEmpty();
    }

    private static void assertWhatIsParkedArrivesWhenItIsSentOn(MeshCommand command, AuditReport before)
            throws IOException {
        assertThat(before.of("otel", "parked")).isPositive();
        assertThat(command.run("unpark", "otel").exitCode()).isZero();

        var after = AuditReport.of(command);
        assertThat(after.of("otel", "parked")).isZero();
        assertThat(after.of("otel", "archived")).isEqualTo(before.of("otel", "in"));
        assertThat(after.of("otel", "indexed")).isEqualTo(before.of("otel", "in"));
    }

    private static void sendWhileKilling(MixedTraffic traffic, LocalMesh mesh) throws Exception {
        try (var progress = new Progress(mesh.addresses().kafka());
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var flow = clock.scheduleAtFixedRate(() -> traffic.send(BATCH), 0, 100, TimeUnit.MILLISECONDS);
            for (var stage : mesh.stages()) {
                progress.await(stage);
                mesh.kill(stage);
                mesh.start(stage);
                progress.await(stage);
            }
            assertThat(flow.isDone()).as("the sender failed").isFalse();
            clock.shutdown();
            assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** A balance of nothing would balance, too. */
    private static void assertEachRuleWasMet(AuditReport report) {
        for (var source : new String[] {"audit", "payments", "shop", "everything-else"}) {
            assertThat(report.of(source, "archived")).as(source).isPositive();
            assertThat(report.of(source, "indexed")).as(source).isPositive();
            assertThat(report.dead(source)).as(source).isZero();
        }
        assertThat(report.of("shop", "dropped")).isPositive();
        assertThat(report.of("payments", "dropped")).isZero();
        assertThat(report.dead("unwanted")).isPositive().isEqualTo(report.of("unwanted", "in"));
    }

    private static void assertWhatIsTooLongWasCut(MeshCommand command, MixedTraffic traffic) throws IOException {
        assertThat(traffic.overlong()).isGreaterThan(5);
        var found = command.run("search", "--json", "--limit", "5", traffic.overlongWord());
        assertThat(found.err()).startsWith("the newest 5 of " + traffic.overlong() + " are shown");
        assertThat(found.out().lines()).hasSize(5);
        for (var line : found.out().lines().toList()) {
            assertThat(line).hasSizeLessThan(2_200_000);
            assertThat(new ObjectMapper().readTree(line).path("truncated").asBoolean())
                    .isTrue();
        }
    }
}
