package io.logmesh.cli.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.local.Service;
import io.logmesh.local.Stage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** The HTTP pages of a mesh's services. What does not answer soon counts as down. */
final class ServicePages implements AutoCloseable {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Stage, URI> roots;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .build();

    /** @param roots of each HTTP interface, as far as they are known */
    ServicePages(Map<Stage, URI> roots) {
        this.roots = roots;
    }

    /** Those whose interface is known. */
    Set<Stage> known() {
        return roots.keySet();
    }

    CompletableFuture<HealthPage> health(Stage stage) {
        return get(stage, "/q/health/ready", "application/json")
                .thenApply(answer -> HealthPage.of(answer.statusCode(), answer.body()))
                .exceptionally(_ -> HealthPage.NONE);
    }

    CompletableFuture<MetricsPage> metrics(Stage stage) {
        return get(stage, "/q/metrics", "text/plain")
                .thenApply(answer -> MetricsPage.parse(answer.statusCode() == 200 ? answer.body() : ""))
                .exceptionally(_ -> MetricsPage.parse(""));
    }

    /** The enrichers that the router's rules in force need for their lanes; none where it does not answer. */
    CompletableFuture<Set<Stage>> lanes() {
        return get(Stage.of(Service.ROUTER), "/routes", "application/json")
                .thenApply(answer -> lanes(answer.body()))
                .exceptionally(_ -> Set.of());
    }

    static Set<Stage> lanes(String routes) {
        var lanes = new TreeSet<Stage>();
        try {
            for (var source : JSON.readTree(routes).path("sources")) {
                if (source.has("lane")) {
                    lanes.add(Stage.ofLane(source.path("lane").asText()));
                }
            }
        } catch (JsonProcessingException _) {
            // no page of ours
        }
        return lanes;
    }

    private CompletableFuture<HttpResponse<String>> get(Stage stage, String path, String type) {
        var root = roots.get(stage);
        if (root == null) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("nobody said where it is"));
        }
        var request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(ANSWER_WITHIN)
                .header("Accept", type)
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
