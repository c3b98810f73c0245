package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.MeshMetrics;
import io.logmesh.contract.Metric;
import io.logmesh.contract.MetricNames;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the running services show at {@code /q/metrics}, against what is said of it, and asked of it. */
@ExtendWith(SharedMesh.class)
@ResourceLock(Halves.MESH)
class MonitoringIT {

    private static final Pattern FOREIGN = Pattern.compile("\\b(?:jvm|process|kafka_consumer)_\\w+");

    /** Of the group's exporter, which is no part of the mesh. */
    private static final String EXPORTER = Asked.ELSEWHERE.getFirst();

    /** The archiver finds its new topics and rotates, and the lag is asked for. */
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void servicesShowWhatIsDocumentedWithItsLabels(LocalMesh mesh) throws Exception {
        send(mesh);
        for (var service : Service.values()) {
            var metrics = MeshMetrics.ALL.stream()
                    .filter(metric -> metric.services().contains(service.displayName()))
                    .toList();
            Awaitility.await(service.displayName()).atMost(SOON).untilAsserted(() -> {
                var page = MetricsPage.of(mesh, service).samples();
                metrics.forEach(metric -> assertShown(metric, page));
            });
        }
    }

    @Test
    void whatDashboardsAndRulesSelectIsShownWithItsLabels(LocalMesh mesh) throws Exception {
        send(mesh);
        var selected = Asked.selectors()
                .filter(selector -> selector.name().startsWith("logmesh_"))
                .toList();
        assertThat(selected).isNotEmpty();
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            var pages = MetricsPage.all(mesh);
            assertThat(selected)
                    .allMatch(selector ->
                            selector.isShown(pages) || (selector.needsMore() && !pages.containsKey(selector.name())));
        });
    }

    /** Counters with labels begin with their first event, which not every metric has in a mesh that is well. */
    private static void assertShown(Metric metric, Map<String, Set<String>> page) {
        for (var sample : metric.samples()) {
            var labels = page.get(sample);
            if (labels == null) {
                assertThat(metric.kind()).as(sample).isEqualTo(Metric.Kind.COUNTER);
                assertThat(metric.labels()).as(sample).isNotEmpty();
            } else {
                var known = Stream.concat(metric.labels().stream(), Stream.of("le"));
                assertThat(labels).as(sample).isSubsetOf(known.toList()).containsAll(metric.labels());
            }
        }
    }

    @Test
    void whatDashboardsAndRulesAskOfQuarkusIsThere(LocalMesh mesh) throws Exception {
        var shown = MetricsPage.of(mesh, Service.ROUTER).samples().keySet();

        assertThat(asked()).isNotEmpty().isSubsetOf(shown);
        assertThat(MetricsPage.of(mesh, Service.ES_INDEXER).samples().keySet()).containsAll(asked());
    }

    /** All that the meters say of a record's way adds up, once nothing is under way. */
    @Test
    void everyServiceAccountsForWhatItTook(LocalMesh mesh) throws Exception {
        send(mesh);
        for (var service : Service.values()) {
            Awaitility.await(service.displayName()).atMost(SOON).untilAsserted(() -> {
                assertThat(unaccounted(mesh, service)).isZero();
                assertThat(sum(mesh, service, List.of(MetricNames.RECORDS_UNACCOUNTED)))
                        .isZero();
            });
        }
    }

    private static double unaccounted(LocalMesh mesh, Service service) throws Exception {
        return sum(
                        mesh,
                        service,
                        List.of(MetricNames.RECORDS_IN, MetricNames.RECORDS_ADDED, MetricNames.RECORDS_TAKEN_OVER))
                - sum(
                        mesh,
                        service,
                        List.of(
                                MetricNames.RECORDS_OUT,
                                MetricNames.RECORDS_DROPPED,
                                MetricNames.DEAD_LETTERS,
                                MetricNames.JOIN_LINES,
                                MetricNames.RECORDS_HELD,
                                MetricNames.RECORDS_HANDED_OVER,
                                MetricNames.ARCHIVE_SKIPPED,
                                MetricNames.INDEX_SKIPPED));
    }

    private static double sum(LocalMesh mesh, Service service, List<String> meters) throws Exception {
        var names = MeshMetrics.ALL.stream()
                .filter(metric -> meters.contains(metric.meter()))
                .map(Metric::name)
                .collect(Collectors.toSet());
        return MetricsPage.of(mesh, service).sum(names);
    }

    private void send(LocalMesh mesh) throws IOException {
        var file = Files.writeString(folder.resolve("lines.log"), "level=info msg=hello\n".repeat(50));
        assertThat(new MeshCommand(mesh, folder).run("send", file.toString()).exitCode())
                .isZero();
    }

    private static Set<String> asked() throws IOException {
        var asked = new TreeSet<String>();
        try (var files = Files.walk(Asked.COMPONENT)) {
            for (var file : files.filter(MonitoringIT::isAsking).toList()) {
                FOREIGN.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(asked::add);
            }
        }
        asked.remove(EXPORTER);
        return asked;
    }

    private static boolean isAsking(Path file) {
        return file.toString().endsWith(".json") || file.endsWith("rules.yaml");
    }
}
