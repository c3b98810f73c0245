package io.logmesh.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.Service;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Prometheus that is installed on this machine, scraping a mesh every second, with its rules. */
final class PrometheusServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    /** Starts it; it may take a second until it answers. */
    PrometheusServer(Path program, Path folder, LocalMesh mesh) throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        address = URI.create("http://127.0.0.1:" + port);
        var config = Files.writeString(folder.resolve("prometheus.yml"), config(mesh));
        process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    /** The program, if this machine has it. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** With the labels that the ServiceMonitor and compose give, too. */
    private static String config(LocalMesh mesh) throws IOException {
        var config = new StringBuilder("global: {scrape_interval: 1s, evaluation_interval: 1s}\n")
                .append("rule_files: [\"")
                .append(Asked.COMPONENT.resolve("rules.yaml").toRealPath())
                .append("\"]\nscrape_configs:\n");
        for (var service : Service.values()) {
            config.append(
                    """
                    - job_name: %s
                      metrics_path: /q/metrics
                      static_configs:
                      - targets: ["%s"]
                        labels: {mesh: logmesh, namespace: it}
                    """.formatted(service.displayName(), mesh.address(service).getAuthority()));
        }
        return config.toString();
    }

    /** The series that the query selects or computes now; fails where it is no query. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .get("result");
    }

    /** The groups of rules, as they were last evaluated. */
    JsonNode groups() throws IOException, InterruptedException {
        return get("/api/v1/rules").get("groups");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path)).build();
        var body = http.send(request, BodyHandlers.ofString()).body();
        if (!body.startsWith("{")) {
            throw new IOException("no answer yet: " + body);
        }
        var answer = JSON.readTree(body);
        if (!answer.get("status").asText().equals("success")) {
            throw new AssertionError(path + ": " + answer.get("error").asText());
        }
        return answer.get("data");
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
