package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.Topics;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.Service;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The promise of the whole, on the real thing: whatever is killed, each record ends up where it must be, once. */
@ExtendWith(SharedMesh.class)
class ExactlyOnceIT {

    private static final int BATCH = 120;

    @Test
    void eachRecordArrivesOnceThoughEachServiceIsKilledWhileTheyFlow(LocalMesh mesh, @TempDir Path folder)
            throws Exception {
        var command = new MeshCommand(mesh, folder);
        long sent = sendWhileKilling(mesh);

        var audit = command.run("audit", "--json", "--timeout", "4m");

        assertThat(audit.exitCode()).as(audit.out() + audit.err()).isZero();
        var report = new ObjectMapper().readTree(audit.out());
        assertThat(report.path("caught_up").asBoolean()).isTrue();
        assertThat(sum(report, "in"))
                .isEqualTo(sent + report.at("/sources/audit/in").asLong());
        assertThat(sent).isGreaterThan(5_000);
        assertEachRuleWasMet(report);
        assertThat(SharedMesh.DEATHS).isEmpty();
    }

    private static long sendWhileKilling(LocalMesh mesh) throws Exception {
        try (var traffic = new MixedTraffic(mesh.addresses().kafka(), Topics.RAW);
                var progress = new Progress(mesh.addresses().kafka());
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var flow = clock.scheduleAtFixedRate(() -> traffic.send(BATCH), 0, 100, TimeUnit.MILLISECONDS);
            for (var service : Service.values()) {
                progress.await(service);
                mesh.kill(service);
                mesh.start(service);
                progress.await(service);
            }
            assertThat(flow.isDone()).as("the sender failed").isFalse();
            clock.shutdown();
            assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            return traffic.records();
        }
    }

    /** A balance of nothing would balance, too. */
    private static void assertEachRuleWasMet(JsonNode report) {
        for (var source : new String[] {"audit", "payments", "shop", "everything-else"}) {
            assertThat(report.at("/sources/" + source + "/archived").asLong())
                    .as(source)
                    .isPositive();
            assertThat(report.at("/sources/" + source + "/indexed").asLong())
                    .as(source)
                    .isPositive();
        }
        assertThat(report.at("/sources/shop/dropped").asLong()).isPositive();
        assertThat(report.at("/sources/payments/dropped").asLong()).isZero();
        assertThat(sum(report, "missing_in_archive") + sum(report, "missing_in_index"))
                .isZero();
        assertThat(sum(report, "twice_in_archive") + sum(report, "twice_in_index"))
                .isZero();
    }

    private static long sum(JsonNode report, String count) {
        long sum = 0;
        for (var source : report.path("sources")) {
            sum += source.path(count).asLong();
        }
        return sum;
    }
}
