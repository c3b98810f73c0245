package io.logmesh.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool, where this machine has it, takes the rules, and its tests of them hold. */
class PromtoolTest {

    private static final File COMPONENT =
            Path.of("..", "k8s", "components", "monitoring").toFile();

    @Test
    void theRulesAreSound() throws Exception {
        promtool("check", "rules", "rules.yaml");
    }

    @Test
    void everyAlertFiresWhenItShouldAndNotBefore() throws Exception {
        promtool("test", "rules", "tests/rules.yaml");
    }

    private static void promtool(String... arguments) throws Exception {
        var program = installed();
        Assumptions.assumeTrue(program.isPresent(), "no promtool on the PATH: the rules are not tried");
        var command = Stream.concat(Stream.of(program.get().toString()), Stream.of(arguments));
        var process = new ProcessBuilder(command.toList())
                .directory(COMPONENT)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "promtool").toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst();
    }
}
