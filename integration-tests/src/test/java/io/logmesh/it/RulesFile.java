package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.logmesh.local.LocalMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The {@code logmesh.yaml} of a mesh that runs, which a test edits. Closed, it is as it was, and in force. */
final class RulesFile implements AutoCloseable {

    private static final Duration SOON = Duration.ofMinutes(1);

    private final Path path;
    private final String usual;
    private final MeshCommand command;

    RulesFile(LocalMesh mesh, MeshCommand command) throws IOException {
        this.command = command;
        path = mesh.sourcesFile().orElseThrow();
        usual = Files.readString(path);
    }

    Path path() {
        return path;
    }

    /** What it says when no test has edited it. */
    String usual() {
        return usual;
    }

    /** Writes it whole, as editors do, whether or not it is sound. */
    void replace(String yaml) throws IOException {
        var next = Files.writeString(path.resolveSibling("next.yaml"), yaml);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes it, and returns when router and enricher go by it. */
    void use(String yaml) throws IOException {
        replace(yaml);
        for (var stage : new String[] {"router", "enricher"}) {
            Awaitility.await("the rules at " + stage).atMost(SOON).untilAsserted(() -> {
                var state = status(command).path(stage);
                assertThat(state.path("rules").asText()).isEqualTo(hash(yaml));
                assertThat(state.path("refused").isNull()).isTrue();
            });
        }
    }

    /** What {@code logmesh status} tells of the stages. */
    static JsonNode status(MeshCommand command) throws IOException {
        return new ObjectMapper()
                .readTree(command.run("status", "--json").out())
                .path("stages");
    }

    static String hash(String yaml) {
        try {
            return Sources.parse("logmesh.yaml", yaml).hash();
        } catch (InvalidSourcesException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        use(usual);
    }
}
