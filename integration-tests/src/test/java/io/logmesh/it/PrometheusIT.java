package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logmesh.local.LocalMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus, where this machine has one, answers all that dashboards and rules ask about a running mesh. */
@ExtendWith(SharedMesh.class)
class PrometheusIT {

    @TempDir
    Path folder;

    @Test
    void everyQueryHasAnAnswerUnderTraffic(LocalMesh mesh) throws Exception {
        var program = PrometheusServer.installed();
        Assumptions.assumeTrue(program.isPresent(), "no prometheus on the PATH: what is asked of it is not tried");
        var command = new MeshCommand(mesh, folder);
        var file = Files.writeString(folder.resolve("lines.log"), "level=info msg=hello\n".repeat(50));
        try (var prometheus = new PrometheusServer(program.get(), folder, mesh)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptionsInstanceOf(IOException.class) // it begins to answer
                    .untilAsserted(() -> {
                        command.run("send", file.toString());
                        assertThat(withoutAnswer(prometheus)).isEmpty();
                    });
        }
    }

    /** A fault that nothing asks for any more would excuse what comes next. */
    @Test
    void whatNeedsMoreIsAskedFor() throws IOException {
        var selected = Asked.selectors().map(Asked.Selector::text).toList();

        assertThat(Asked.NEEDS_MORE.keySet())
                .allSatisfy(name -> assertThat(selected).anyMatch(text -> text.contains(name)));
    }

    private static List<String> withoutAnswer(PrometheusServer prometheus) throws IOException, InterruptedException {
        var missing = new ArrayList<String>();
        for (var panel : Asked.panels().entrySet()) {
            for (var query : panel.getValue()) {
                if (isEmpty(prometheus, query)) {
                    missing.add(panel.getKey() + ": " + query);
                }
            }
        }
        for (var rule : rules(prometheus)) {
            var name = rule.get("name").asText();
            assertThat(rule.get("health").asText())
                    .as("%s: %s", name, rule.path("lastError").asText())
                    .isEqualTo("ok");
            if (rule.get("type").asText().equals("recording") && isEmpty(prometheus, name)) {
                missing.add(name);
            }
            // An alert has no answer while all is well, but what it looks at is there.
            for (var selector : Asked.selectors(rule.get("query").asText()).toList()) {
                if (isEmpty(prometheus, selector.text())) {
                    missing.add(name + ": " + selector.text());
                }
            }
        }
        return missing;
    }

    private static boolean isEmpty(PrometheusServer prometheus, String query) throws IOException, InterruptedException {
        var result = prometheus.query(query.replace("$namespace", "it")
                .replace("$source", ".*")
                .replace("$__rate_interval", "1m")
                .replace("$__range", "5m"));
        return result.isEmpty() && !Asked.needsMore(query);
    }

    private static List<JsonNode> rules(PrometheusServer prometheus) throws IOException, InterruptedException {
        var groups = prometheus.groups();
        assertThat(groups).isNotEmpty();
        return StreamSupport.stream(groups.spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.get("rules").spliterator(), false))
                .toList();
    }
}
