package io.logmesh.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A process of one of the mesh's services, as it is deployed: its packaged Quarkus app, configured by its environment. */
final class ServiceApp implements Program {

    private final Stage stage;
    private final int port;
    private final MeshOptions options;
    private final MeshHome home;
    private final Supplier<MeshAddresses> addresses;

    /**
     * @param port of its HTTP interface
     * @param addresses where the servers listen; asked when the service is started
     */
    ServiceApp(Stage stage, int port, MeshOptions options, MeshHome home, Supplier<MeshAddresses> addresses) {
        this.stage = stage;
        this.port = port;
        this.options = options;
        this.home = home;
        this.addresses = addresses;
    }

    @Override
    public String name() {
        return stage.displayName();
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(state());
    }

    @Override
    public List<String> command() {
        var app = new Installation(options.installation()).app(stage.service());
        return Java.command(
                home,
                heapMegabytes(),
                app.resolveSibling("classes.jsa"),
                // Kafka Streams keeps its state there; two meshes on one machine must not share it.
                List.of("-Djava.io.tmpdir=" + state(), "-jar", app.toString()));
    }

    @Override
    public Map<String, String> environment() {
        var environment = new HashMap<>(shared());
        environment.putAll(own(addresses.get()));
        environment.putAll(options.environment().getOrDefault(stage.service(), Map.of()));
        return environment;
    }

    @Override
    public boolean answers() throws InterruptedException {
        return Probes.http(address().resolve("/q/health/ready"), 200);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private Map<String, String> shared() {
        var shared = new HashMap<String, String>();
        shared.put("KAFKA_BOOTSTRAP_SERVERS", addresses.get().kafka());
        shared.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        shared.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        options.sourcesFile()
                .ifPresent(file ->
                        shared.put("LOGMESH_SOURCES_FILE", file.toAbsolutePath().toString()));
        return shared;
    }

    private Map<String, String> own(MeshAddresses servers) {
        return switch (stage.service()) {
            case ROUTER -> Map.of("LOGMESH_ROUTER_RAW_TOPICS", String.join(",", options.rawTopics()));
            case ENRICHER ->
                stage.lane().map(lane -> Map.of("LOGMESH_ENRICHER_LANE", lane)).orElse(Map.of());
            case S3_ARCHIVER -> archiver(servers.s3());
            case ES_INDEXER ->
                Map.of("LOGMESH_INDEXER_HOSTS", servers.elasticsearch().toString());
        };
    }

    /** Files of minutes serve a cluster; who tries the mesh out wants to see an object at once. */
    private static Map<String, String> archiver(S3Address s3) {
        return Map.of(
                "LOGMESH_ARCHIVER_BUCKET", s3.bucket(),
                "LOGMESH_ARCHIVER_ENDPOINT", s3.endpoint().toString(),
                "LOGMESH_ARCHIVER_REGION", s3.region(),
                "LOGMESH_ARCHIVER_PATH_STYLE", "true",
                "LOGMESH_ARCHIVER_ROTATE_EVERY", "10s",
                // A line for each object: so a mesh that nobody sends to still has news of its own.
                "QUARKUS_LOG_CATEGORY__IO_LOGMESH_ARCHIVER__LEVEL", "DEBUG",
                "AWS_ACCESS_KEY_ID", s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey());
    }

    /** The sinks hold batches and objects in memory. */
    private int heapMegabytes() {
        return switch (stage.service()) {
            case ROUTER -> 192;
            case ENRICHER, S3_ARCHIVER, ES_INDEXER -> 256;
        };
    }

    private Path state() {
        return home.of("services").resolve(stage.displayName());
    }
}
