package io.logmesh.it;

import io.logmesh.contract.Topics;
import io.logmesh.local.ChildDeath;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshListener;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the tests one mesh, which is started once for all of them and stopped behind the last. */
final class SharedMesh implements ParameterResolver {

    /** The folder below {@code target} that holds the mesh's state and logs, to look at after a failure. */
    static final Path HOME = Path.of("target", "mesh").toAbsolutePath();

    /** What died without being asked to. */
    static final Queue<ChildDeath> DEATHS = new ConcurrentLinkedQueue<>();

    /** Where the services' spans go. None begins a trace, so these are of records that a test traces, or that are refused. */
    static final SpanSink SPANS = new SpanSink();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalMesh.class;
    }

    @Override
    public LocalMesh resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedMesh.class))
                .computeIfAbsent(Running.class, _ -> new Running(start()), Running.class)
                .mesh();
    }

    private static LocalMesh start() {
        var options = MeshOptions.forTest(HOME)
                .withFresh(true)
                .withSourcesFile(rules())
                .withEnvironment(Service.ROUTER, traced(Map.of("LOGMESH_TRACING_SHARE", "0")))
                .withEnvironment(Service.ENRICHER, traced(Map.of()))
                .withEnvironment(Service.ES_INDEXER, traced(Map.of()))
                .withEnvironment(Service.S3_ARCHIVER, traced(Map.of("LOGMESH_ARCHIVER_ROTATE_EVERY", "2s")));
        var mesh = new LocalMesh(options, new MeshListener() {
            @Override
            public void died(ChildDeath death) {
                DEATHS.add(death);
            }
        });
        try {
            mesh.startServers();
            makeTopic(refusing(Topics.enriched("unwanted")), mesh);
            for (var stage : mesh.stages()) {
                mesh.start(stage);
            }
            return mesh;
        } catch (InterruptedException e) {
            mesh.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the mesh started", e);
        } catch (RuntimeException e) {
            mesh.close();
            throw e;
        }
    }

    private static Map<String, String> traced(Map<String, String> others) {
        var settings = new HashMap<>(others);
        settings.put("LOGMESH_TRACING_ENDPOINT", SPANS.address().toString());
        return settings;
    }

    /** A copy, which tests may edit, and then bring back. */
    private static Path rules() {
        try {
            var folder = Files.createDirectories(Path.of("target", "rules").toAbsolutePath());
            return Files.copy(
                    Path.of("src", "test", "resources", "logmesh.yaml"),
                    folder.resolve("logmesh.yaml"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The topic for whose sake Kafka refuses to make {@code topic}: it has no two whose names differ in dots and underscores only,
     * since they would share their metrics.
     */
    static String refusing(String topic) {
        return topic.replace('.', '_');
    }

    /** Of one partition. */
    static void makeTopic(String name, LocalMesh mesh) throws InterruptedException {
        var topic = new NewTopic(name, Optional.of(1), Optional.empty());
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, mesh.addresses().kafka()))) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private record Running(LocalMesh mesh) implements AutoCloseable {
        @Override
        public void close() {
            mesh.close();
        }
    }
}
