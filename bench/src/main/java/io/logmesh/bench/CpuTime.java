package io.logmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The CPU time that a child of a local mesh has taken, with its own children. */
final class CpuTime {

    private final Path pidFile;

    /** @param home the mesh's folder */
    CpuTime(Path home, String child) {
        this.pidFile = home.resolve("run").resolve(child + ".pid");
    }

    Duration taken() throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        var process = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
