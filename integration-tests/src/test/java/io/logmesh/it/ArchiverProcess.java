package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One archiver, in a JVM of its own, as a pod has it. */
final class ArchiverProcess implements AutoCloseable {

    private static final Path APP = Path.of("..", "s3-archiver", "target", "quarkus-app", "quarkus-run.jar")
            .toAbsolutePath()
            .normalize();

    private final Path home;
    private final int port;
    private final Map<String, String> environment;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    ArchiverProcess(Path home, int port, Map<String, String> environment) {
        this.home = home;
        this.port = port;
        this.environment = environment;
    }

    /** Starts it, and returns when it is ready. */
    void start() throws IOException {
        launch();
        awaitReady();
    }

    /** Starts it where it does not run, and returns when it is ready. */
    void launchAgain() throws IOException {
        if (!process.isAlive()) {
            launch();
        }
        awaitReady();
    }

    private void awaitReady() {
        await("it is ready; see " + home.resolve("log"))
                .failFast(() -> !process.isAlive())
                .until(this::isReady);
    }

    /** Starts it, and returns at once. */
    void launch() throws IOException {
        Files.createDirectories(home);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                // As a mesh has left it; nothing is lost where none has.
                "-XX:SharedArchiveFile=" + APP.resolveSibling("classes.jsa"),
                "-Xlog:cds*=off,aot*=off",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + home,
                "-jar",
                APP.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        process = builder.start();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns when it has ended. */
    void terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ended").isTrue();
    }

    /** SIGTERM; done when it has ended. */
    CompletableFuture<Process> terminateSoon() {
        process.destroy();
        return process.onExit();
    }

    /** SIGSTOP. */
    void freeze() throws IOException, InterruptedException {
        Signals.stop(process.pid());
    }

    /** SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        Signals.goOn(process.pid());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IOException _) {
            return false; // it does not listen yet
        }
    }

    int readiness() throws Exception {
        return get("/q/health/ready").statusCode();
    }

    int liveness() throws Exception {
        return get("/q/health/live").statusCode();
    }

    /** What it says of its health. */
    String health() throws Exception {
        return get("/q/health/ready").body();
    }

    /** The sum of a meter over its tags that hold the text. */
    double counted(String name, String tag) throws Exception {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
        http.close();
    }
}
