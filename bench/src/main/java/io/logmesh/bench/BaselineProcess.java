package io.logmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A baseline in a JVM of its own, with the heap and the collector that the services have. */
final class BaselineProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private BaselineProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Runs the main method of {@code program}; what it prints goes to a log in {@code home}. */
    static BaselineProcess start(Path home, Class<?> program, String... arguments) throws IOException {
        var java = ProcessHandle.current().info().command().orElse("java");
        var command = Stream.concat(
                Stream.of(
                        java,
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName()),
                List.of(arguments).stream());
        var builder = new ProcessBuilder(command.toList());
        var log = home.resolve(program.getSimpleName() + ".log");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new BaselineProcess(builder.start(), log);
    }

    /** The last line that it printed, once it has come to its end. */
    String lastLine() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException("a program failed, see " + log);
        }
        return Files.readAllLines(log).getLast();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
