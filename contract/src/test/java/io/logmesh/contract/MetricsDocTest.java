package io.logmesh.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/metrics.md} equal to {@link MeshMetrics}, and that equal to what the services' sources use. */
class MetricsDocTest {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final String WRITE = "logmesh.write-docs";
    private static final List<String> SERVICES = List.of("router", "enricher", "s3-archiver", "es-indexer");
    private static final Pattern USE = Pattern.compile("MetricNames\\.([A-Z_]+)");

    private static final String HEAD = """
            # Metrics
            What the four services show at `/q/metrics`. This page is made from `io.logmesh.contract.MeshMetrics`; who changes that makes
            the page anew with `./mvnw test -pl contract -Dtest=MetricsDocTest -Dlogmesh.write-docs`.

            A histogram shows `_bucket`, `_count` and `_sum`, a summary `_count`, `_sum` and `_max`, which is a gauge. Most counters with
            labels are there from the first event on only. `source` is a source of `logmesh.yaml`, `since` is `event` or `ingest`, `topic`
            and `partition` are those that the process reads; no label holds the name of a pod, or text of a user. In the exchange
            format OpenMetrics, freshness has exemplars where [tracing](tracing.md) is on. Besides, Quarkus shows the metrics of the JVM, of
            HTTP and of the Kafka clients, such as `kafka_consumer_fetch_manager_records_lag`.

            What comes in is not counted by source: the router counts a message before it knows whose it is, and a record that the others
            refuse may name none ([why](decisions/0023-what-is-counted-and-shown.md)). What of a source comes into a service is what the
            one before passed on: `logmesh_records_out_total` and `logmesh_bytes_out_total`.

            The seconds of lag of a process that has just begun are the age of the first record that it read, or are counted from its
            start if it has read none. A partition that the cluster tells nothing of for 30 s is not shown.

            Dashboards and alerts are in [k8s/components/monitoring](../k8s/components/monitoring), what to do about an alert in
            [runbooks](runbooks). They ask besides for `kafka_consumergroup_lag`, of
            [kafka_exporter](https://github.com/danielqsj/kafka_exporter) or of Strimzi's `spec.kafkaExporter`, and for `kube_…`, of
            kube-state-metrics. Neither is part of the mesh: where they are missing, two panels lack these lines, and `LogmeshPodsAtMax`
            does not fire. `./logmesh bench metrics` measures what the mesh's own cost: 1.7% of what the
            enricher does to a record by default, before it is read from Kafka and written there (`--rounds 9`). `./logmesh bench metrics-share`
            samples the running services, their start included: 2.1% of the CPU time of all four at full speed (router 3.8%, enricher 2.2%,
            archiver 0.8%, indexer 4.3%; `--rounds 1 --records 600000`, before the router counted by thread).

            | metric | type | labels | unit | meaning | services |
            |---|---|---|---|---|---|
            """;

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        if (System.getProperty(WRITE) != null) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as(
                        "docs/metrics.md is not what MeshMetrics says; make it anew with"
                                + " ./mvnw test -pl contract -Dtest=MetricsDocTest -D%s, and look at the difference",
                        WRITE)
                .isEqualTo(page());
    }

    @Test
    void everyNameIsDefinedOnce() {
        assertThat(MeshMetrics.ALL.stream().map(Metric::meter))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(names().values());
    }

    /** By the text of their sources, as the contract can't see the services' classes. */
    @Test
    void everyMetricIsKeptByTheServicesThatItNames() throws IOException {
        var users = new TreeMap<String, TreeSet<String>>();
        for (var service : SERVICES) {
            for (var meter : used(Path.of("..", service))) {
                users.computeIfAbsent(meter, _ -> new TreeSet<>()).add(service);
            }
            for (var shared : namedBy(service)) {
                users.computeIfAbsent(shared, _ -> new TreeSet<>()).add(service);
            }
        }

        assertThat(MeshMetrics.ALL).allSatisfy(metric -> assertThat(users.get(metric.meter()))
                .as(metric.meter())
                .containsExactlyInAnyOrderElementsOf(metric.services()));
    }

    /** What the classes of telemetry keep that the service names. */
    private static List<String> namedBy(String service) throws IOException {
        var text = sources(Path.of("..", service)).stream()
                .map(MetricsDocTest::text)
                .collect(Collectors.joining());
        var kept = new ArrayList<String>();
        for (var file : sources(Path.of("..", "telemetry"))) {
            var type = file.getFileName().toString().replace(".java", "");
            if (text.contains("io.logmesh.telemetry." + type + ";")) {
                kept.addAll(used(file));
            }
        }
        return kept;
    }

    private static List<Path> sources(Path module) throws IOException {
        try (var files = Files.walk(module.resolve(Path.of("src", "main", "java")))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> used(Path root) throws IOException {
        var names = names();
        try (var files = Files.walk(
                root.endsWith("java") || Files.isRegularFile(root)
                        ? root
                        : root.resolve(Path.of("src", "main", "java")))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> USE.matcher(text(file)).results())
                    .map(use -> names.get(use.group(1)))
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** The meters' Micrometer names by the constants that hold them. */
    private static Map<String, String> names() {
        return Arrays.stream(MetricNames.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers())
                        && !field.getName().endsWith("_TAG"))
                .collect(Collectors.toMap(Field::getName, MetricsDocTest::value));
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page() {
        return HEAD + MeshMetrics.ALL.stream().map(MetricsDocTest::row).collect(Collectors.joining("\n")) + "\n";
    }

    private static String row(Metric metric) {
        var labels = metric.labels().stream().map(MetricsDocTest::code).collect(Collectors.joining(", "));
        return "| "
                + String.join(
                        " | ",
                        code(metric.name()),
                        metric.kind().type(),
                        labels,
                        metric.unit(),
                        metric.meaning(),
                        String.join(", ", metric.services()))
                + " |";
    }

    private static String code(String name) {
        return '`' + name + '`';
    }
}
