package io.logmesh.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.MeshMetrics;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** By what queries group, and after what lines are named. Prometheus groups by a label that nothing has without a word. */
class GroupingTest {

    private static final Pattern METRIC =
            Pattern.compile("\\b(?:logmesh|kafka|jvm|process|kube|up)(?:[_:][\\w:]+)?\\b");
    private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern STRINGS = Pattern.compile("\"[^\"]*\"");

    /** Of every target. */
    private static final Set<String> TARGET = Set.of("job", "namespace", "instance");

    /** Of metrics that are not the mesh's, and of rules. */
    private static final Set<String> FOREIGN = Set.of("consumergroup", "deployment", "horizontalpodautoscaler");

    @ParameterizedTest
    @MethodSource("io.logmesh.cli.monitoring.MonitoringTest#boards")
    void linesAreGroupedAndNamedByLabelsThatTheirMetricsHave(MonitoringTest.Board board) {
        for (var panel : board.panels()) {
            for (var target : panel.get("targets")) {
                var expression = target.get("expr").asText();
                var legend = target.path("legendFormat").asText();
                assertThat(unknown(expression, legend))
                        .as(expression + " as " + legend)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sum by (sauce) (rate(logmesh_records_out_total[5m])), all",
        "sum by (reason) (rate(logmesh_records_out_total[5m])), all",
        "sum by (job) (rate(logmesh_records_out_total[5m])), {{source}}",
        "logmesh_rules_broken, {{source}}",
    })
    void anyOtherIsFound(String expression, String legend) {
        assertThat(unknown(expression, legend)).hasSize(1);
    }

    private static Set<String> unknown(String expression, String legend) {
        var plain = STRINGS.matcher(expression).replaceAll("\"\"");
        var known = METRIC.matcher(plain)
                .results()
                .flatMap(name -> labels(name.group()))
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(TARGET);
        var grouped = BY.matcher(plain)
                .results()
                .flatMap(labels -> Arrays.stream(labels.group(1).split(",\\s*")))
                .collect(Collectors.toSet());
        var shown = LEGEND.matcher(legend).results().map(label -> label.group(1));
        return Stream.concat(
                        grouped.stream().filter(label -> !known.contains(label)),
                        shown.filter(label -> !(grouped.isEmpty() ? known : grouped).contains(label)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> labels(String name) {
        return name.startsWith("logmesh_")
                ? MeshMetrics.ALL.stream()
                        .filter(metric -> metric.samples().contains(name))
                        .flatMap(metric -> Stream.concat(metric.labels().stream(), Stream.of("le")))
                : FOREIGN.stream();
    }
}
