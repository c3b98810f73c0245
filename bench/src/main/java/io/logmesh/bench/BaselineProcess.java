package io.logmesh.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A baseline in a JVM of its own, with the heap and the collector that the services have. */
final class BaselineProcess implements AutoCloseable {

    private final Process process;

    private BaselineProcess(Process process) {
        this.process = process;
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
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve(program.getSimpleName() + ".log").toFile());
        return new BaselineProcess(builder.start());
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
