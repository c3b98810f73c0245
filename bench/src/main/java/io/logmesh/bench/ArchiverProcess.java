package io.logmesh.bench;

import io.logmesh.local.MeshAddresses;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged archiver in a JVM as it is deployed, that reads what a comparison gives it and stores it below a prefix. */
final class ArchiverProcess implements AutoCloseable {

    private static final Path APP = Path.of("s3-archiver", "target", "quarkus-app", "quarkus-run.jar");
    private static final String CACHE = "archiver.aot";
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final URI metrics;
    private final HttpClient http = HttpClient.newHttpClient();

    private ArchiverProcess(Process process, URI metrics) {
        this.process = process;
        this.metrics = metrics;
    }

    /**
     * Starts it, and does not wait.
     *
     * @param home where its log goes, and what it moves to disk
     * @param topics a regular expression
     * @param settings as environment variables
     */
    static ArchiverProcess start(
            Path home, MeshAddresses addresses, String topics, String prefix, Map<String, String> settings)
            throws IOException {
        int port = MeshOptions.forTest(home).ports().of(Service.S3_ARCHIVER);
        var builder = new ProcessBuilder(command("-XX:AOTCache=" + home.resolve(CACHE), "-Djava.io.tmpdir=" + home))
                .redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(home.resolve("archiver.log").toFile()));
        builder.environment().putAll(environment(addresses));
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("MP_MESSAGING_INCOMING_RECORDS_TOPIC", topics);
        builder.environment().put("LOGMESH_ARCHIVER_PREFIX", prefix);
        builder.environment().putAll(settings);
        return new ArchiverProcess(builder.start(), URI.create("http://127.0.0.1:" + port + "/q/metrics"));
    }

    /** Makes the cache of classes that all starts from {@code home} use, as the build of an image does. */
    static void train(Path home) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        command("-XX:AOTCacheOutput=" + home.resolve(CACHE), "-Dquarkus.appcds.generate=true"))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("training.log").toFile())
                .start();
        int _ = process.waitFor(); // it is ended from within, which is no success
        if (!Files.exists(home.resolve(CACHE))) {
            throw new IOException("the training failed, see training.log in " + home);
        }
    }

    private static List<String> command(String... options) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-jar", MeshOptions.installationFolder().resolve(APP).toString()));
        return command;
    }

    private static Map<String, String> environment(MeshAddresses addresses) {
        var s3 = addresses.s3();
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", addresses.kafka(),
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "LOGMESH_ARCHIVER_BUCKET", s3.bucket(),
                "LOGMESH_ARCHIVER_ENDPOINT", s3.endpoint().toString(),
                "LOGMESH_ARCHIVER_REGION", s3.region(),
                "LOGMESH_ARCHIVER_PATH_STYLE", "true",
                "LOGMESH_ARCHIVER_ROTATE_EVERY", "5s",
                "AWS_ACCESS_KEY_ID", s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey());
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits until it has received that many records, and returns how many it has by then. */
    long awaitReceived(long records) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long received = received();
        while (received < records) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the archiver stands at %d of %d; see archiver.log".formatted(received, records));
            }
            LockSupport.parkNanos(POLL.toNanos());
            received = received();
        }
        return received;
    }

    private long received() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(5));
            return http.send(request.build(), BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("logmesh_records_in_total"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException _) {
            return 0; // it does not listen yet
        }
    }

    /** As SIGKILL does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As SIGTERM does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
