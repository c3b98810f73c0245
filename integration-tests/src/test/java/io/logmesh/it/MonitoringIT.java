package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.MeshMetrics;
import io.logmesh.contract.Metric;
import io.logmesh.contract.MetricNames;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the running services show at {@code /q/metrics}, against what is said of it, and asked of it. */
@ExtendWith(SharedMesh.class)
class MonitoringIT {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z]\\w*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");

    /** Of the target, which the scrape adds. */
    private static final Set<String> TARGETS = Set.of("job", "namespace", "mesh", "instance");

    private static final Pattern FOREIGN = Pattern.compile("\\b(?:jvm|process|kafka_consumer)_\\w+");

    /** Of the group's exporter, which is no part of the mesh. */
    private static final String EXPORTER = "kafka_consumergroup_lag";

    /** The archiver finds its new topics and rotates, and the lag is asked for. */
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** By name of the sample, its labels. */
    private static Map<String, Set<String>> page(LocalMesh mesh, Service service) throws Exception {
        var request = HttpRequest.newBuilder(mesh.address(service).resolve("/q/metrics"))
                .header("Accept", "text/plain")
                .build();
        var samples = new TreeMap<String, Set<String>>();
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var text = http.send(request, BodyHandlers.ofString()).body();
            for (var sample : SAMPLE.matcher(text).results().toList()) {
                var labels = sample.group(2) == null ? Stream.<String>empty() : labels(sample.group(2));
                samples.computeIfAbsent(sample.group(1), _ -> new TreeSet<>()).addAll(labels.toList());
            }
        }
        return samples;
    }

    private static Stream<String> labels(String text) {
        return LABEL.matcher(text).results().map(label -> label.group(1));
    }

    @Test
    void servicesShowWhatIsDocumentedWithItsLabels(LocalMesh mesh) throws Exception {
        send(mesh);
        for (var service : Service.values()) {
            var metrics = MeshMetrics.ALL.stream()
                    .filter(metric -> metric.services().contains(service.displayName()))
                    .toList();
            Awaitility.await(service.displayName()).atMost(SOON).untilAsserted(() -> {
                var page = page(mesh, service);
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
            var pages = new TreeMap<String, Set<String>>();
            for (var service : Service.values()) {
                page(mesh, service).forEach((sample, labels) -> pages.computeIfAbsent(sample, _ -> new TreeSet<>())
                        .addAll(labels));
            }
            selected.forEach(selector -> assertSelectable(selector, pages));
        });
    }

    private static void assertSelectable(Asked.Selector selector, Map<String, Set<String>> pages) {
        var labels = pages.get(selector.name());
        if (labels == null) {
            assertThat(selector.needsMore()).as(selector.text()).isTrue();
            return;
        }
        var matched = MATCHER.matcher(selector.matchers())
                .results()
                .map(match -> match.group(1))
                .filter(label -> !TARGETS.contains(label));
        assertThat(labels).as(selector.text()).containsAll(matched.toList());
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
        var shown = page(mesh, Service.ROUTER).keySet();

        assertThat(asked()).isNotEmpty().isSubsetOf(shown);
        assertThat(page(mesh, Service.ES_INDEXER).keySet()).containsAll(asked());
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
        var request = HttpRequest.newBuilder(mesh.address(service).resolve("/q/metrics"))
                .header("Accept", "text/plain")
                .build();
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return SAMPLE.matcher(http.send(request, BodyHandlers.ofString()).body())
                    .results()
                    .filter(sample -> names.contains(sample.group(1)))
                    .mapToDouble(sample -> Double.parseDouble(
                            sample.group().substring(sample.group().lastIndexOf(' '))))
                    .sum();
        }
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
