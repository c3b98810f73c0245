package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.local.LocalMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A real Prometheus, where this machine has one, answers all that dashboards and rules ask about a running mesh. */
@ExtendWith(SharedMesh.class)
@ResourceLock(Halves.MESH)
class PrometheusIT {

    @TempDir
    Path folder;

    @Test
    void everyQueryHasAnAnswerUnderTraffic(LocalMesh mesh) throws Exception {
        var program = PrometheusServer.installed();
        Assumptions.assumeTrue(program.isPresent(), "no prometheus on the PATH: what is asked of it is not tried");
        var command = new MeshCommand(mesh, folder);
        var file = Files.writeString(folder.resolve("lines.log"), "level=info msg=hello\n".repeat(50));
        try (var prometheus = new PrometheusServer(program.get(), folder, mesh)) {
            var answers = new Answers(prometheus, Asked::needsMore);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptionsInstanceOf(IOException.class) // it begins to answer
                    .untilAsserted(() -> {
                        command.run("send", file.toString());
                        assertThat(answers.missing()).isEmpty();
                    });
        }
    }

    /** A fault that nothing asks for any more would excuse what comes next. */
    @Test
    void whatNeedsMoreIsAskedFor() throws IOException {
        var selected = Asked.selectors().map(Asked.Selector::text).toList();

        assertThat(Asked.NEEDS_MORE.keySet())
                .allSatisfy(name -> assertThat(selected).anyMatch(text -> text.contains(name)));
    }
}
