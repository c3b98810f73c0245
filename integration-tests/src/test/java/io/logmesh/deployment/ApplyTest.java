package io.logmesh.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code k8s/apply}, with a kubectl that writes down what it is asked and answers as a cluster would. */
class ApplyTest {

    @TempDir
    private Path folder;

    private String said = "";

    @BeforeEach
    void makeKubectl() throws IOException {
        var kubectl = Files.writeString(folder.resolve("kubectl"), """
                #!/bin/sh
                printf '%s\\n' "$*" >>"$CALLS"
                case "$*" in
                  *'get job/check'*) printf '%s' "$CONDITIONS" ;;
                  *'logs job/check'*) echo 'logmesh.yaml:3:5 is wrong' ;;
                  'get namespace'*) exit "$NO_NAMESPACE" ;;
                esac
                """);
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
    }

    private int apply(String conditions, int noNamespace) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                Manifests.FOLDER.resolve("apply").toAbsolutePath().toString(), "overlays/any");
        process.environment()
                .put("PATH", folder + File.pathSeparator + System.getenv().getOrDefault("PATH", ""));
        process.environment().put("CALLS", folder.resolve("calls").toString());
        process.environment().put("CONDITIONS", conditions);
        process.environment().put("NO_NAMESPACE", Integer.toString(noNamespace));
        var running = process.redirectErrorStream(true).start();
        said = new String(running.getInputStream().readAllBytes(), UTF_8);
        return running.waitFor();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    @Test
    void aFileThatFailsStopsIt() throws Exception {
        assertThat(apply("FailureTarget Failed", 0)).isEqualTo(1);

        assertThat(said).contains("logmesh.yaml:3:5 is wrong");
        assertThat(calls()).doesNotContain("apply -k overlays/any");
    }

    @Test
    void aFileThatPassesIsPutInForce() throws Exception {
        assertThat(apply("SuccessCriteriaMet Complete", 0)).isZero();

        assertThat(calls())
                .containsSubsequence(
                        "-n logmesh delete job check --ignore-not-found",
                        "apply -k overlays/any -l app.kubernetes.io/component=check",
                        "apply -k overlays/any")
                .doesNotContain("create namespace logmesh");
    }

    @Test
    void theFirstTimeThereIsNoNamespaceYet() throws Exception {
        assertThat(apply("Complete", 1)).isZero();

        assertThat(calls()).containsSubsequence("create namespace logmesh", "apply -k overlays/any");
    }
}
