package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.local.LocalMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is put into the catalog by hand stands in the records from then on, while the mesh runs. */
@ExtendWith(SharedMesh.class)
@ResourceLock(Halves.MESH)
class CatalogIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String marker = "owned" + UUID.randomUUID().toString().replace("-", "");
    private final String namespace = "ns-" + UUID.randomUUID();
    private final String uid = UUID.randomUUID().toString();

    @TempDir
    Path folder;

    private MeshCommand command;

    @BeforeEach
    void point(LocalMesh mesh) throws IOException {
        command = new MeshCommand(mesh, folder);
    }

    @Test
    void aRecordSaysWhoOwnsIt() throws IOException {
        assertThat(command.run("catalog", "get", "namespace/" + namespace).exitCode())
                .isEqualTo(1);
        awaitOwner("");

        assertThat(done("catalog", "put", "namespace/" + namespace, "team=retail", "service=shop", "labels.tier=1"))
                .isEqualTo("namespace/" + namespace + "  team=retail service=shop labels.tier=1\n");
        awaitOwner("{\"team\":\"retail\",\"service\":\"shop\",\"labels\":{\"tier\":\"1\"}}");

        done("catalog", "put", "pod/" + uid, "{\"service\":\"cart\",\"zone\":\"eu-1a\"}");
        awaitOwner("{\"team\":\"retail\",\"service\":\"cart\",\"zone\":\"eu-1a\",\"labels\":{\"tier\":\"1\"}}");

        assertThat(done("catalog", "list", "pod/" + uid))
                .isEqualTo("pod/" + uid + "  service=cart zone=eu-1a\n1 entry\n");
        done("catalog", "delete", "pod/" + uid);
        done("catalog", "delete", "namespace/" + namespace);
        assertThat(done("catalog", "list", "--json")).doesNotContain(uid, namespace);
    }

    /**
     * An enricher knows of a change a moment later, so another record is sent until one says it.
     *
     * @param owner as JSON; empty for none
     */
    private void awaitOwner(String owner) {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            send();
            assertThat(owners()).contains(JSON.readTree(owner));
        });
    }

    private List<JsonNode> owners() {
        return command.run("search", "--json", marker, "--limit", "1000")
                .out()
                .lines()
                .map(CatalogIT::owner)
                .toList();
    }

    private static JsonNode owner(String document) {
        try {
            return JSON.readTree(document).path("owner");
        } catch (IOException e) {
            throw new IllegalStateException(document, e);
        }
    }

    private void send() throws IOException {
        var record = "{\"log\":\"" + marker + "\",\"kubernetes\":{\"namespace_name\":\"" + namespace
                + "\",\"pod_id\":\"" + uid + "\"}}\n";
        done("send", Files.writeString(folder.resolve("record.log"), record).toString());
    }

    private String done(String... arguments) {
        var outcome = command.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        return outcome.out();
    }
}
