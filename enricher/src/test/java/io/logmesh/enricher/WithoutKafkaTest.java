package io.logmesh.enricher;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(ready.body()).contains("streams-running", "rules", "hash").doesNotContain("\"state\": \"RUNNING\"");
    }

    @Test
    void showsItsMeters() throws IOException, InterruptedException {
        assertThat(get("metrics").body())
                .contains("logmesh_records_in_total 0.0", "logmesh_enrich_parsed_total{format=\"json\"} 0.0");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(management.resolve(path)).build(), ofString());
        }
    }
}
