package io.logmesh.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What dashboards and rules ask of Prometheus, as they stand in their files. */
final class Asked {

    static final Path COMPONENT = Path.of("..", "k8s", "components", "monitoring");

    /**
     * What a mesh that is well may not show, by how a query names it, and what has to happen first, as it does to the mesh of
     * {@link MonitoringFaultsIT}. Whoever asks for something new that is not there under plain traffic has to say so here.
     */
    static final Map<String, String> NEEDS_MORE = new TreeMap<>(Map.ofEntries(
            Map.entry("logmesh_dead_letters_total", "a record is refused"),
            Map.entry("logmesh:dead_letters:increase15m", "a record is refused"),
            Map.entry("logmesh_quota_over_", "a source sends more than its quota"),
            Map.entry("logmesh_records_diverted_total", "Kafka refuses a lane's topic"),
            Map.entry("logmesh_records_dropped_total", "a source drops records"),
            Map.entry("logmesh_archive_uploads_total{outcome=\"failed\"}", "the store does not answer"),
            Map.entry("logmesh_enrich_unparsed_total", "a source names formats"),
            Map.entry("logmesh_enrich_oddities_total", "something is wrong with a record"),
            Map.entry("logmesh_enrich_shaped_total", "fields are not as the rules want them"),
            Map.entry("logmesh_enrich_redacted_total", "a record holds a secret"),
            Map.entry("logmesh_join_lines_total", "an event has several lines"),
            Map.entry("logmesh_catalog_records_total", "the catalog has entries"),
            Map.entry("ALERTS", "an alert fires")));

    /** What others show, which are no part of the mesh: the exporter of groups, and kube-state-metrics. */
    static final List<String> ELSEWHERE = List.of("kafka_consumergroup_lag", "kube_");

    /** Labels that the scrape adds. */
    private static final Set<String> OF_TARGETS = Set.of("job", "namespace", "mesh", "instance");

    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SELECTOR =
            Pattern.compile("\\b((?:logmesh|kafka|jvm|process|kube)[_:][\\w:]+|up|ALERTS)\\b(?!\\s*\\()(\\{[^}]*})?");

    private Asked() {}

    /** A series that a query selects, with the matchers in braces, or nothing. */
    record Selector(String name, String matchers) {

        String text() {
            return name + matchers;
        }

        boolean needsMore() {
            return Asked.needsMore(text());
        }

        /** Whether there are such samples, by name and labels, and they have the labels that are matched. */
        boolean isShown(Map<String, Set<String>> samples) {
            var matched = MATCHER.matcher(matchers)
                    .results()
                    .map(match -> match.group(1))
                    .filter(label -> !OF_TARGETS.contains(label))
                    .toList();
            return samples.containsKey(name) && samples.get(name).containsAll(matched);
        }
    }

    /** Whether {@code query} asks for something of {@link #NEEDS_MORE}, or of {@link #ELSEWHERE}. */
    static boolean needsMore(String query) {
        return NEEDS_MORE.keySet().stream().anyMatch(query::contains) || isElsewhere(query);
    }

    /** Whether no mesh has an answer, whatever happens to it. */
    static boolean isElsewhere(String query) {
        return ELSEWHERE.stream().anyMatch(query::contains);
    }

    /** The queries of all panels, by where they stand. */
    static Map<String, List<String>> panels() throws IOException {
        var queries = new TreeMap<String, List<String>>();
        try (var boards = Files.list(COMPONENT.resolve("dashboards"))) {
            for (var board : boards.toList()) {
                for (var panel : JSON.readTree(board.toFile()).get("panels")) {
                    var name = board.getFileName() + ": " + panel.get("title").asText();
                    queries.put(name, panel.get("targets").findValuesAsText("expr"));
                }
            }
        }
        return queries;
    }

    /** What panels and rules select. */
    static Stream<Selector> selectors() throws IOException {
        var queries = panels().values().stream().flatMap(List::stream);
        return Stream.concat(queries, Stream.of(Files.readString(COMPONENT.resolve("rules.yaml"))))
                .flatMap(Asked::selectors);
    }

    /** What {@code query} selects. */
    static Stream<Selector> selectors(String query) {
        return SELECTOR.matcher(query)
                .results()
                .map(match -> new Selector(match.group(1), match.group(2) == null ? "" : match.group(2)));
    }
}
