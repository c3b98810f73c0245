package io.logmesh.it;

import io.logmesh.contract.Topics;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.Server;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;

/** What can go wrong with a mesh within a minute, so that it shows all that it counts; and an end of it. */
final class MeshFaults implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path RULES = Path.of("src", "test", "resources", "faults.yaml");

    /** Lines of each kind at once: more than the quota of their source. */
    private static final int LINES = 20;

    private final LocalMesh mesh;
    private final MeshCommand command;
    private final RulesFile rules;
    private final Path file;
    private final MixedTraffic traffic;

    MeshFaults(LocalMesh mesh, Path folder) throws IOException {
        this.mesh = mesh;
        command = new MeshCommand(mesh, folder);
        rules = new RulesFile(mesh, command);
        file = folder.resolve("faulty.log");
        traffic = new MixedTraffic(mesh.addresses().kafka(), Topics.RAW);
    }

    /** Changes the rules, gives a namespace an owner that sends nothing, and has the store fail for a while. */
    void begin() throws IOException, InterruptedException {
        SharedMesh.makeTopic(SharedMesh.refusing(Topics.routed("stranded")), mesh);
        SharedMesh.makeTopic(Topics.enriched("faulty"), mesh);
        rules.use(Files.readString(RULES));
        command.run("catalog", "put", "namespace/silent", "team=nobody");
        mesh.servers().kill(Server.S3);
        send();
        Awaitility.await("uploads fail")
                .atMost(SOON)
                .until(() -> MetricsPage.of(mesh, Service.S3_ARCHIVER).text().contains("outcome=\"failed\""));
        mesh.servers().start(Server.S3);
    }

    /** Sends records with nearly all of which something is wrong. */
    void send() throws IOException {
        var late = Instant.now().minus(10, ChronoUnit.MINUTES);
        var lines = record("faulty", "who@example.org writes no JSON", "")
                + record("faulty", "{\\\"useless\\\":1}", "")
                + record("faulty", "noise", "")
                + record("stranded", "hello", ",\"ingest_ts\":\"" + late + '"')
                + record("unwanted", "hello", "");
        Files.writeString(file, lines.repeat(LINES));
        command.run("send", file.toString());
        traffic.send(LINES);
    }

    private static String record(String namespace, String log, String more) {
        return "{\"log\":\"" + log + "\",\"kubernetes\":{\"namespace_name\":\"" + namespace + "\"}" + more + "}\n";
    }

    /** Those of before stay in force. */
    void breakRules() throws IOException {
        rules.replace("sources: {faulty: {match: k8s.nothing == 'x'}}\n");
    }

    @Override
    public void close() throws IOException {
        traffic.close();
        command.run("catalog", "delete", "namespace/silent");
        rules.close();
    }
}
