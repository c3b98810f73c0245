package io.logmesh.router;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.Sources;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A service that starts before Kafka does waits for it, and tells so. No broker listens where tests look for one. */
@QuarkusTest
class WithoutKafkaTest {

    @TestHTTPResource("/q/")
    URI management;

    @Test
    void isAliveAndStartedButNotReady() throws IOException, InterruptedException {
        assertThat(get("health/live").statusCode()).isEqualTo(200);
        assertThat(get("health/started").statusCode()).isEqualTo(200);
        var ready = get("health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("streams-running").doesNotContain("\"state\": \"RUNNING\"");
    }

    @Test
    void showsItsMeters() throws IOException, InterruptedException {
        assertThat(get("metrics").body()).contains("logmesh_records_in_total 0.0");
    }

    @Test
    void showsTheRulesInForce() throws IOException, InterruptedException {
        var hash = Sources.none().hash();

        assertThat(get("health/ready").body()).contains("\"hash\": \"" + hash + "\"");
        for (var accepted : new String[] {"*/*", "application/json"}) {
            var json = get("/routes", accepted);
            assertThat(json.statusCode()).isEqualTo(200);
            assertThat(json.body())
                    .startsWith("{\"rules\":\"" + hash + "\",\"since\":\"")
                    .contains("\"sources\":[{\"name\":\"k8s-logs\",\"copy\":false,\"matched\":0,\"dropped\":0,");
        }
        assertThat(get("/routes", "text/plain").body())
                .startsWith("rules " + hash)
                .contains("k8s-logs");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, "*/*");
    }

    private HttpResponse<String> get(String path, String accepted) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(management.resolve(path)).header("Accept", accepted);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), ofString());
        }
    }
}
