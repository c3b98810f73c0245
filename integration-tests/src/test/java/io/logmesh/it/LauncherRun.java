package io.logmesh.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One run of {@code ./logmesh}: its process and what it printed. */
final class LauncherRun {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Process process;
    private final Path out;
    private final Path err;

    private LauncherRun(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static LauncherRun start(Path folder, List<String> arguments) throws IOException {
        var out = Files.createTempFile(folder, "run", ".out");
        var err = Files.createTempFile(folder, "run", ".err");
        var command = new ArrayList<>(List.of(folder.resolve("logmesh").toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LOGMESH_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        process.getOutputStream().close();
        return new LauncherRun(process, out, err);
    }

    /** Returns when it has printed this; fails where it ends without. */
    void awaitOutput(String text) {
        Awaitility.await(text)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .failFast(() -> {
                    assertThat(process.isAlive() || out().contains(text))
                            .as("it ended: " + out() + err())
                            .isTrue();
                })
                .until(() -> out().contains(text));
    }

    /** Its exit code, as soon as it has ended. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("it ended: " + out() + err())
                .isTrue();
        return process.exitValue();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Ends it where a test failed before it could. */
    void endAnyway() throws InterruptedException {
        terminate();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
