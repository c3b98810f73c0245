package io.logmesh.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@link CopyTopology} in a JVM of its own, with the heap and the collector that the services have. */
final class CopyProcess implements AutoCloseable {

    private final Process process;

    private CopyProcess(Process process) {
        this.process = process;
    }

    static CopyProcess start(Path home, String bootstrapServers, String group, String input, String output)
            throws IOException {
        var java = ProcessHandle.current().info().command().orElse("java");
        var builder = new ProcessBuilder(
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CopyTopology.class.getName(),
                bootstrapServers,
                group,
                input,
                output);
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("copy.log").toFile());
        return new CopyProcess(builder.start());
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
