package io.logmesh.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.MeshMetrics;
import io.logmesh.contract.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Reads dashboards and rules as files, without a Prometheus: what they name must be there, and used for what it is. */
class MonitoringTest {

    private static final Path COMPONENT = Path.of("..", "k8s", "components", "monitoring");
    private static final Path ROOT = Path.of("..");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the services do not define themselves: Prometheus' own, and Quarkus' of the JVM and of the Kafka clients. */
    private static final Set<String> FOREIGN_GAUGES = Set.of(
            "up",
            "ALERTS",
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes",
            "process_cpu_usage",
            "process_start_time_seconds",
            "kafka_consumergroup_lag",
            "kube_deployment_status_replicas",
            "kube_horizontalpodautoscaler_status_current_replicas",
            "kube_horizontalpodautoscaler_spec_min_replicas",
            "kube_horizontalpodautoscaler_spec_max_replicas");

    private static final Set<String> FOREIGN_COUNTERS = Set.of("kafka_consumer_coordinator_rebalance_total");

    /** What Prometheus adds to a target, what the operator's and compose's scraping add, and what a histogram has. */
    private static final Set<String> FOREIGN_LABELS =
            Set.of("job", "instance", "namespace", "mesh", "le", "area", "alertname", "alertstate", "severity");

    private static final Set<String> SAMPLES = MeshMetrics.ALL.stream()
            .flatMap(metric -> metric.samples().stream())
            .collect(Collectors.toSet());
    private static final Set<String> GROWING = Stream.concat(
                    MeshMetrics.ALL.stream().flatMap(Metric::growing), FOREIGN_COUNTERS.stream())
            .collect(Collectors.toSet());

    private static final Pattern METRIC =
            Pattern.compile("\\b(?:logmesh|kafka|jvm|process|http|kube)[_:][\\w:]+|\\bup\\b|\\bALERTS\\b");
    private static final Pattern RATE = Pattern.compile("\\b(rate|irate|increase)\\(\\s*([\\w:]+)");
    private static final Pattern WINDOW = Pattern.compile("\\brate\\([^\\[]*\\[([^]]+)]");
    private static final Pattern STRINGS = Pattern.compile("\"[^\"]*\"");
    private static final Pattern NAMES = Pattern.compile("__name__=~\"([^\"]*)\"");
    private static final Pattern SELECTED = Pattern.compile("\\b(logmesh_\\w+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");

    record Board(String file, JsonNode json) {

        List<JsonNode> panels() {
            return list(json.get("panels"));
        }

        @Override
        public String toString() {
            return file;
        }
    }

    record Rule(String name, String expression, Object severity, Map<?, ?> annotations) {}

    @ParameterizedTest
    @MethodSource("boards")
    void aDashboardLetsOneChooseWhatItShows(Board board) {
        var variables = list(board.json().at("/templating/list")).stream()
                .map(variable -> variable.get("name").asText())
                .toList();

        assertThat(variables).containsExactly("datasource", "namespace", "source");
        assertThat(board.json().get("title").asText()).startsWith("Log mesh");
        assertThat(list(board.json().get("links"))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyPanelIsExplained(Board board) {
        assertThat(board.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText())
                    .as(panel.path("title").asText())
                    .endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(list(panel.get("targets"))).isNotEmpty().allSatisfy(target -> assertThat(
                            target.at("/datasource/uid").asText())
                    .isEqualTo("${datasource}"));
        });
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyPanelAsksForWhatIsThere(Board board) throws IOException {
        var recorded = recorded();
        for (var expression : expressions(board)) {
            assertNamesExist(expression, recorded);
            assertThat(expression).contains("$namespace").doesNotContain("$__interval");
            assertLabelsExist(expression);
            assertThat(WINDOW.matcher(expression).results().map(window -> window.group(1)))
                    .as(expression)
                    .allMatch("$__rate_interval"::equals);
        }
    }

    @Test
    void everyRuleAsksForWhatIsThere() throws IOException {
        var rules = rules();
        assertThat(rules).hasSizeGreaterThan(20);
        for (var rule : rules) {
            assertNamesExist(rule.expression(), recorded());
            assertLabelsExist(rule.expression());
        }
    }

    /** {@code promtool test rules} runs them; a rule without both of them would go unnoticed. */
    @Test
    void everyAlertHasATestInWhichItFiresAndOneInWhichItIsQuiet() throws IOException {
        var fires = new HashSet<String>();
        var isQuiet = new HashSet<String>();
        for (var test : (List<?>) yaml("tests/rules.yaml").get("tests")) {
            for (var check : (List<?>) ((Map<?, ?>) test).get("alert_rule_test")) {
                var expected = (List<?>) ((Map<?, ?>) check).get("exp_alerts");
                var name = (String) ((Map<?, ?>) check).get("alertname");
                var _ = expected.isEmpty() ? isQuiet.add(name) : fires.add(name);
            }
        }
        var alerts = rules().stream()
                .filter(rule -> rule.severity() != null)
                .map(Rule::name)
                .toList();
        assertThat(fires).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(isQuiet).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyDashboardMarksRollouts(Board board) {
        var annotations = list(board.json().at("/annotations/list"));
        assertThat(annotations).singleElement().satisfies(annotation -> {
            assertThat(annotation.path("expr").asText()).contains("process_start_time_seconds", "$namespace");
            assertThat(annotation.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        });
    }

    /** In both directions: a page of an alert that is gone would mislead. */
    @Test
    void everyAlertTellsWhatToDo() throws IOException {
        var alerts = rules().stream().filter(rule -> rule.severity() != null).toList();
        for (var alert : alerts) {
            var page = "docs/runbooks/" + alert.name() + ".md";
            assertThat(alert.severity()).as(alert.name()).isIn("info", "warning", "critical");
            assertThat((String) alert.annotations().get("summary"))
                    .as(alert.name())
                    .endsWith(".");
            assertThat(alert.annotations().get("runbook_url")).isEqualTo(page);
            assertThat(Files.readString(ROOT.resolve(page)))
                    .startsWith("# " + alert.name() + "\n")
                    .contains("Severity: " + alert.severity() + ".")
                    .contains("## Meaning", "## Impact", "## Diagnosis", "## Mitigation");
        }
        try (var pages = Files.list(ROOT.resolve("docs/runbooks"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            alerts.stream().map(alert -> alert.name() + ".md").toList());
        }
    }

    @Test
    void theOperatorGetsTheSameRules() throws IOException {
        var operators = (Map<?, ?>) yaml("prometheus-rule.yaml").get("spec");

        assertThat(operators.get("groups")).isEqualTo(yaml("rules.yaml").get("groups"));
    }

    private static void assertNamesExist(String expression, Set<String> recorded) {
        PromqlSyntax.check(expression);
        var alone = METRIC.matcher(STRINGS.matcher(expression).replaceAll("\"\""))
                .results()
                .map(MatchResult::group);
        var together = NAMES.matcher(expression)
                .results()
                .flatMap(names -> Stream.of(names.group(1).split("\\|")));
        assertThat(Stream.concat(alone, together))
                .as(expression)
                .isNotEmpty()
                .allMatch(name -> SAMPLES.contains(name)
                        || FOREIGN_GAUGES.contains(name)
                        || FOREIGN_COUNTERS.contains(name)
                        || recorded.contains(name));
        assertThat(RATE.matcher(expression).results().map(rate -> rate.group(2)))
                .as("rates mean something of what only grows: %s", expression)
                .allMatch(GROWING::contains);
    }

    /** A label that no series has would match nothing, without a word. */
    private static void assertLabelsExist(String expression) {
        for (var selected : SELECTED.matcher(expression).results().toList()) {
            var known = MeshMetrics.ALL.stream()
                    .filter(metric -> metric.samples().contains(selected.group(1)))
                    .flatMap(metric -> metric.labels().stream())
                    .collect(Collectors.toSet());
            assertThat(LABEL.matcher(STRINGS.matcher(selected.group(2)).replaceAll("\"\""))
                            .results()
                            .map(label -> label.group(1)))
                    .as(expression)
                    .allMatch(label -> known.contains(label) || FOREIGN_LABELS.contains(label));
        }
    }

    static Stream<Board> boards() throws IOException {
        try (var files = Files.list(COMPONENT.resolve("dashboards"))) {
            return files.sorted().toList().stream()
                    .map(file -> new Board(file.getFileName().toString(), json(file)));
        }
    }

    private static List<String> expressions(Board board) {
        return board.panels().stream()
                .flatMap(panel -> list(panel.get("targets")).stream())
                .map(target -> target.get("expr").asText())
                .toList();
    }

    private static Set<String> recorded() throws IOException {
        var names = new HashSet<String>();
        for (var rule : rules()) {
            if (rule.severity() == null) {
                names.add(rule.name());
            }
        }
        return names;
    }

    private static List<Rule> rules() throws IOException {
        return ((List<?>) yaml("rules.yaml").get("groups"))
                .stream()
                        .flatMap(group -> ((List<?>) ((Map<?, ?>) group).get("rules")).stream())
                        .map(rule -> rule((Map<?, ?>) rule))
                        .toList();
    }

    /** A recording rule has neither severity nor annotations. */
    private static Rule rule(Map<?, ?> rule) {
        var expression = (String) rule.get("expr");
        return rule.containsKey("record")
                ? new Rule((String) rule.get("record"), expression, null, Map.of())
                : new Rule(
                        (String) rule.get("alert"), expression, ((Map<?, ?>) rule.get("labels")).get("severity"), (Map<
                                        ?, ?>)
                                rule.get("annotations"));
    }

    private static Map<String, Object> yaml(String file) throws IOException {
        return new Yaml().load(Files.readString(COMPONENT.resolve(file)));
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new AssertionError(file + " is no JSON", e);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
