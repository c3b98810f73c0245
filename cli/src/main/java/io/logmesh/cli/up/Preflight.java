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
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What must hold before a mesh is started. Looks, and changes nothing. Each problem is one line with its remedy. */
final class Preflight {

    /** What the seven processes take after a while under load, and some room. */
    static final long MEMORY = 3L << 30;

    /** The log segments, index and objects of some hours of demo; Elasticsearch stops writing to a full disk. */
    static final long DISK = 2L << 30;

    private static final Pattern AVAILABLE = Pattern.compile("^MemAvailable:\\s+(\\d+) kB", Pattern.MULTILINE);

    private Preflight() {}

    /** Everything that keeps a mesh with these {@code options} from running. */
    static List<String> problems(MeshOptions options) throws IOException {
        var problems = new ArrayList<String>();
        jdk(Runtime.version().feature()).ifPresent(problems::add);
        options.sourcesFile().map(Preflight::sources).ifPresent(problems::addAll);
        if (!LocalMesh.hasLeftovers(options.home())) {
            options.ports().taken().forEach((name, port) -> problems.add(port(name, port)));
        }
        memory(availableMemory()).ifPresent(problems::add);
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
            return lanes(file, Sources.load(file)).stream().toList();
        } catch (InvalidSourcesException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    /** The one enricher here reads no lane's topic: those records would never arrive, and nothing would say so. */
    private static Optional<String> lanes(Path file, Sources sources) {
        var lanes = new TreeSet<>(sources.lanes());
        return lanes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        file + ": lanes need an enricher each, and up runs only one, without a lane: take out lane: "
                                + String.join(", lane: ", lanes)
                                + ", or deploy the mesh with an enricher for each (LOGMESH_ENRICHER_LANE)");
    }

    static Optional<String> memory(long available) {
        return available >= MEMORY
                ? Optional.empty()
                : Optional.of("only " + Units.bytes(available) + " of memory are available, and the mesh needs "
                        + Units.bytes(MEMORY) + ": close other programs, or give the container more");
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
