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
            "kafka_consumer_fetch_manager_records_lag");

    private static final Set<String> SAMPLES = MeshMetrics.ALL.stream()
            .flatMap(metric -> metric.samples().stream())
            .collect(Collectors.toSet());
    private static final Set<String> GROWING =
            MeshMetrics.ALL.stream().flatMap(Metric::growing).collect(Collectors.toSet());

    private static final Pattern METRIC =
            Pattern.compile("\\b(?:logmesh|kafka|jvm|process|http)[_:][\\w:]+|\\bup\\b|\\bALERTS\\b");
    private static final Pattern RATE = Pattern.compile("\\b(rate|irate|increase)\\(\\s*([\\w:]+)");
    private static final Pattern WINDOW = Pattern.compile("\\brate\\([^\\[]*\\[([^]]+)]");
    private static final Pattern STRINGS = Pattern.compile("\"[^\"]*\"");

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
        }
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
        var names = METRIC.matcher(STRINGS.matcher(expression).replaceAll("\"\""))
                .results()
                .map(MatchResult::group);
        assertThat(names)
                .as(expression)
                .isNotEmpty()
                .allMatch(name -> SAMPLES.contains(name) || FOREIGN_GAUGES.contains(name) || recorded.contains(name));
        assertThat(RATE.matcher(expression).results().map(rate -> rate.group(2)))
                .as("rates mean something of what only grows: %s", expression)
                .allMatch(GROWING::contains);
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
