package io.logmesh.cli.up;

import com.sun.management.OperatingSystemMXBean;
import io.logmesh.cli.console.Units;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Problem;
import io.logmesh.contract.sources.Sources;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What must hold before a mesh is started. Looks, and changes nothing. Each problem is one line with its remedy. */
final class Preflight {

    /** What the seven processes take after a while under load, and some room. */
    static final long MEMORY = 3L << 30;

    /** What the enricher of one lane takes besides. */
    static final long LANE_MEMORY = 384L << 20;

    /** The log segments, index and objects of some hours of demo; Elasticsearch stops writing to a full disk. */
    static final long DISK = 2L << 30;

    private static final Pattern AVAILABLE = Pattern.compile("^MemAvailable:\\s+(\\d+) kB", Pattern.MULTILINE);

    private Preflight() {}

    /** Everything that keeps a mesh with these {@code options} from running. */
    static List<String> problems(MeshOptions options) throws IOException {
        var problems = new ArrayList<String>();
        jdk(Runtime.version().feature()).ifPresent(problems::add);
        var brokenRules = options.sourcesFile().map(Preflight::sources).orElse(List.of());
        problems.addAll(brokenRules);
        var lanes = brokenRules.isEmpty() ? options.lanes() : Collections.<String>emptySortedSet();
        if (!LocalMesh.hasLeftovers(options.home())) {
            options.ports().withLanes(lanes).taken().forEach((name, port) -> problems.add(port(name, port)));
        }
        memory(availableMemory(), lanes.size()).ifPresent(problems::add);
        var folder = options.installation();
        disk(folder, Files.getFileStore(folder).getUsableSpace()).ifPresent(problems::add);
        return problems;
    }

    static Optional<String> jdk(int version) {
        return version >= 25
                ? Optional.empty()
                : Optional.of("this is Java " + version + ", and the services need 25: install a JDK 25"
                        + " (https://adoptium.net) or set JAVA_HOME to one");
    }

    static String port(String name, int port) {
        return "port " + port + " (" + name + ") is in use: stop what listens there, or shift all ports, such as with"
                + " --port-shift 1000";
    }

    static List<String> sources(Path file) {
        try {
            Sources.load(file);
            return List.of();
        } catch (InvalidSourcesException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    static Optional<String> memory(long available, int lanes) {
        long needed = MEMORY + lanes * LANE_MEMORY;
        return available >= needed
                ? Optional.empty()
                : Optional.of("only " + Units.bytes(available) + " of memory are available, and the mesh needs "
                        + Units.bytes(needed) + (lanes > 0 ? ", with an enricher for each of its lanes" : "")
                        + ": close other programs, or give the container more");
    }

    static Optional<String> disk(Path folder, long usable) {
        return usable >= DISK
                ? Optional.empty()
                : Optional.of("only " + Units.bytes(usable) + " are free on the disk of " + folder
                        + ", and the mesh needs " + Units.bytes(DISK) + ": make room, or clone to another disk");
    }

    /** In a container, its limit counts; Linux also says what it could free, and elsewhere the total must do. */
    private static long availableMemory() throws IOException {
        var total = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        var meminfo = Path.of("/proc/meminfo");
        return Files.isReadable(meminfo) ? Math.min(total, available(Files.readString(meminfo), total)) : total;
    }

    static long available(String meminfo, long otherwise) {
        var line = AVAILABLE.matcher(meminfo);
        return line.find() ? Long.parseLong(line.group(1)) * 1024 : otherwise;
    }
}
