package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.local.LocalMesh;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What dashboards and rules ask of a mesh that is not well is there when that has happened to it. */
@ExtendWith(SharedMesh.class)
@ResourceLock(Halves.MESH)
class MonitoringFaultsIT {

    /**
     * What the faults are to raise. The others take a quarter of an hour and more, or what is no part of the mesh;
     * {@code promtool} tries those on series that are made up.
     */
    private static final List<String> RAISED = List.of(
            "LogmeshCatalogMisses",
            "LogmeshDeadLetterShare",
            "LogmeshDeadLetters",
            "LogmeshIndexingLateFast",
            "LogmeshIndexingLateSlow",
            "LogmeshQuotaWithheld",
            "LogmeshRulesBroken",
            "LogmeshTopicsFallShort",
            "LogmeshTopicsRefused",
            "LogmeshUploadsFailing");

    @TempDir
    private static Path folder;

    private static Optional<PrometheusServer> prometheus = Optional.empty();
    private static MeshFaults faults;

    @BeforeAll
    static void begin(LocalMesh mesh) throws Exception {
        var program = PrometheusServer.installed();
        if (program.isPresent()) {
            prometheus = Optional.of(new PrometheusServer(program.get(), folder, mesh));
        }
        faults = new MeshFaults(mesh, folder);
        faults.begin();
    }

    @AfterAll
    static void end() throws IOException {
        try (var _ = faults) {
            prometheus.ifPresent(PrometheusServer::close);
        }
    }

    @Test
    void servicesShowAllThatIsAskedFor(LocalMesh mesh) throws IOException {
        var selected = Asked.selectors()
                .filter(selector -> selector.name().startsWith("logmesh_"))
                .toList();

        soon().untilAsserted(() -> {
            faults.send();
            var samples = MetricsPage.all(mesh);
            assertThat(selected).allMatch(selector -> selector.isShown(samples));
        });
    }

    @Test
    void everyQueryHasAnAnswerAndAlertsAreRaised() throws IOException {
        Assumptions.assumeTrue(prometheus.isPresent(), "no prometheus on the PATH: what is asked of it is not tried");
        var answers = new Answers(prometheus.get(), Asked::isElsewhere);
        Set<String> raised = new TreeSet<>();
        faults.breakRules();

        soon().untilAsserted(() -> {
            faults.send();
            raised.addAll(answers.alerts());
            assertThat(answers.missing()).isEmpty();
            assertThat(raised).containsAll(RAISED);
        });
    }

    private static ConditionFactory soon() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptionsInstanceOf(IOException.class); // Prometheus begins to answer
    }
}
