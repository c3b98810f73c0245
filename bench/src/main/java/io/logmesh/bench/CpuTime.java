package io.logmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The CPU time that a child of a local mesh, with its own children, takes from now on. */
final class CpuTime {

    private final ProcessHandle process;
    private final Duration before;

    private CpuTime(ProcessHandle process, Duration before) {
        this.process = process;
        this.before = before;
    }

    /** @param home the mesh's folder */
    static CpuTime of(Path home, String child) throws IOException {
        var process = process(home, child);
        return new CpuTime(process, taken(process));
    }

    /** From when that child was started. */
    static CpuTime sinceStart(Path home, String child) throws IOException {
        return new CpuTime(process(home, child), Duration.ZERO);
    }

    private static ProcessHandle process(Path home, String child) throws IOException {
        var pidFile = home.resolve("run").resolve(child + ".pid");
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    double seconds() {
        return taken(process).minus(before).toMillis() / 1e3;
    }

    private static Duration taken(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
