package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshListener;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Server;
import io.logmesh.local.ServersKind;
import io.logmesh.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Kafka and S3, with a fault proxy before S3, for archivers that a test starts. */
final class ArchiverMesh implements AutoCloseable {

    private static final Path SOURCES =
            Path.of("src", "test", "resources", "archiver.yaml").toAbsolutePath();

    private final Path home;
    private final LocalMesh mesh;
    private final S3FaultProxy proxy;
    private final EnrichedTopics topics;
    private final ArchiverGroup group;
    private final ArchiveContent archive;

    ArchiverMesh(Path home) throws IOException, InterruptedException {
        this.home = home;
        mesh = new LocalMesh(
                MeshOptions.forTest(home).withFresh(true).withServers(ServersKind.PROCESSES), MeshListener.NONE);
        mesh.startServers(Server.KAFKA, Server.S3);
        proxy = new S3FaultProxy(mesh.addresses().s3().endpoint());
        topics = new EnrichedTopics(mesh.addresses().kafka());
        group = new ArchiverGroup(mesh.addresses().kafka());
        archive = new ArchiveContent(new MeshCommand(mesh, home).connection());
    }

    EnrichedTopics topics() {
        return topics;
    }

    ArchiverGroup group() {
        return group;
    }

    ArchiveContent archive() {
        return archive;
    }

    S3FaultProxy proxy() {
        return proxy;
    }

    /** An archiver that is not started yet. The settings are environment variables, and win over the usual ones. */
    ArchiverProcess archiver(String name, Map<String, String> settings) {
        var s3 = mesh.addresses().s3();
        var environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", mesh.addresses().kafka(),
                "LOGMESH_SOURCES_FILE", SOURCES.toString(),
                "LOGMESH_ARCHIVER_BUCKET", s3.bucket(),
                "LOGMESH_ARCHIVER_ENDPOINT", proxy.address().toString(),
                "LOGMESH_ARCHIVER_PATH_STYLE", "true",
                "LOGMESH_ARCHIVER_ROTATE_EVERY", "1s",
                "LOGMESH_ARCHIVER_TIMEOUT_ATTEMPT", "3s",
                "LOGMESH_ARCHIVER_MEMORY", "8MiB",
                "AWS_ACCESS_KEY_ID", s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey()));
        environment.put("QUARKUS_LOG_CATEGORY__IO_LOGMESH_ARCHIVER__LEVEL", "DEBUG");
        environment.put("LOGMESH_ARCHIVER_SPOOL_SIZE", "32MiB");
        environment.put("MP_MESSAGING_INCOMING_RECORDS_SESSION_TIMEOUT_MS", "3000");
        environment.put("MP_MESSAGING_INCOMING_RECORDS_HEARTBEAT_INTERVAL_MS", "500");
        environment.put("MP_MESSAGING_INCOMING_RECORDS_METADATA_MAX_AGE_MS", "500");
        environment.put("MP_MESSAGING_INCOMING_RECORDS_CLIENT_ID", name);
        environment.putAll(settings);
        return new ArchiverProcess(home.resolve(name), freePort(), environment);
    }

    private static int freePort() {
        return MeshOptions.forTest(Path.of("")).ports().of(Service.S3_ARCHIVER);
    }

    /** Waits until all that was sent of a source is archived and nothing is declared; it must be there, and once. */
    void assertArchivedOnce(String source) throws IOException {
        await(source + " is archived").ignoreExceptions().until(() -> group.isSettled(source, topics.ends(source)));
        assertThat(archive.archived(source)).containsExactlyInAnyOrderElementsOf(topics.sent(source));
    }

    void killS3() {
        mesh.servers().kill(Server.S3);
    }

    void startS3() throws InterruptedException {
        mesh.servers().start(Server.S3);
    }

    /** SIGSTOP for Kafka: what is sent to it waits. */
    void freezeKafka() throws IOException, InterruptedException {
        Signals.stop(kafka());
    }

    /** SIGCONT for Kafka. */
    void thawKafka() throws IOException, InterruptedException {
        Signals.goOn(kafka());
    }

    private long kafka() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("run").resolve(Server.KAFKA.displayName() + ".pid"))
                .strip());
    }

    @Override
    public void close() {
        archive.close();
        topics.close();
        group.close();
        mesh.close();
        try {
            proxy.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
