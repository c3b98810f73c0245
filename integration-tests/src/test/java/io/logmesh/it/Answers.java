package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a Prometheus answers to all that dashboards and rules ask. */
final class Answers {

    private final PrometheusServer prometheus;
    private final Predicate<String> excused;

    /** @param excused the queries that may be without an answer */
    Answers(PrometheusServer prometheus, Predicate<String> excused) {
        this.prometheus = prometheus;
        this.excused = excused;
    }

    /** What has none, and after the name of the panel or rule what it asks for. */
    List<String> missing() throws IOException, InterruptedException {
        var missing = new ArrayList<String>();
        for (var panel : Asked.panels().entrySet()) {
            for (var query : panel.getValue()) {
                if (isMissing(query)) {
                    missing.add(panel.getKey() + ": " + query);
                }
            }
        }
        for (var rule : rules().toList()) {
            missing.addAll(missingOf(rule));
        }
        return missing;
    }

    /** The alerts whose expressions hold now, whether or not for as long as it takes them to fire. */
    List<String> alerts() throws IOException, InterruptedException {
        return rules().filter(rule -> rule.path("alerts").size() > 0)
                .map(rule -> rule.get("name").asText())
                .toList();
    }

    private List<String> missingOf(JsonNode rule) throws IOException, InterruptedException {
        var missing = new ArrayList<String>();
        var name = rule.get("name").asText();
        assertThat(rule.get("health").asText())
                .as("%s: %s", name, rule.path("lastError").asText())
                .isEqualTo("ok");
        if (rule.get("type").asText().equals("recording") && isMissing(name)) {
            missing.add(name);
        }
        // An alert has no answer while all is well, but what it looks at is there.
        for (var selector : Asked.selectors(rule.get("query").asText()).toList()) {
            if (isMissing(selector.text())) {
                missing.add(name + ": " + selector.text());
            }
        }
        return missing;
    }

    private boolean isMissing(String query) throws IOException, InterruptedException {
        var result = prometheus.query(query.replace("$namespace", "it")
                .replace("$source", ".*")
                .replace("$__rate_interval", "1m")
                .replace("$__range", "5m"));
        return result.isEmpty() && !excused.test(query);
    }

    private Stream<JsonNode> rules() throws IOException, InterruptedException {
        var groups = prometheus.groups();
        assertThat(groups).isNotEmpty();
        return StreamSupport.stream(groups.spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.get("rules").spliterator(), false));
    }
}
