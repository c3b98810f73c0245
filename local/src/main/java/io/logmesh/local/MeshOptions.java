package io.logmesh.local;

import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a local mesh is made of.
 *
 * @param installation the project's root folder, where the servers and the packaged services lie below {@code target}
 * @param home the folder of its state and logs; made where it is missing
 * @param fresh whether to delete the data of a former run first
 * @param sourcesFile the {@code logmesh.yaml} of the services, where there is one
 * @param rawTopics the topics that the router reads; made where they are missing
 * @param environment more environment variables for each service, which win over the mesh's own
 * @param servers how the backing servers run
 */
public record MeshOptions(
        Path installation,
        Path home,
        Ports ports,
        boolean fresh,
        Optional<Path> sourcesFile,
        List<String> rawTopics,
        Map<Service, Map<String, String>> environment,
        ServersKind servers,
        SearchSize search) {

    public MeshOptions {
        rawTopics = List.copyOf(rawTopics);
        environment = Map.copyOf(environment);
    }

    /** The mesh that {@code ./logmesh up} runs: fixed ports, state in {@code .logmesh/}, child processes. */
    public static MeshOptions ofProject(Path installation) {
        return new MeshOptions(
                installation,
                installation.resolve(".logmesh"),
                Ports.fixed(0),
                false,
                Optional.empty(),
                List.of(Topics.RAW),
                Map.of(),
                ServersKind.PROCESSES,
                SearchSize.SMALL);
    }

    /** A mesh of its own for a test: free ports, state in {@code home}, containers where a Docker engine answers. */
    public static MeshOptions forTest(Path home) {
        return ofProject(installationFolder())
                .withHome(home)
                .withPorts(Ports.free())
                .withServers(ServersKind.forTests());
    }

    /**
     * The project's root folder, from the system property {@code logmesh.home} or the environment variable
     * {@code LOGMESH_HOME}, which the launcher sets, or else the nearest folder upwards that has the launcher's
     * {@code mvnw}.
     */
    public static Path installationFolder() {
        return Installation.find().folder();
    }

    /**
     * The lanes that the sources file names now; the enricher of each is a process of its own.
     *
     * @throws MeshException where the file is broken
     */
    public SortedSet<String> lanes() {
        try {
            return sourcesFile.isPresent()
                    ? new TreeSet<>(Sources.load(sourcesFile.get()).lanes())
                    : new TreeSet<>();
        } catch (InvalidSourcesException e) {
            throw new MeshException(e.getMessage(), e);
        }
    }

    public MeshOptions withHome(Path newHome) {
        return new MeshOptions(
                installation, newHome, ports, fresh, sourcesFile, rawTopics, environment, servers, search);
    }

    public MeshOptions withPorts(Ports newPorts) {
        return new MeshOptions(
                installation, home, newPorts, fresh, sourcesFile, rawTopics, environment, servers, search);
    }

    public MeshOptions withFresh(boolean newFresh) {
        return new MeshOptions(
                installation, home, ports, newFresh, sourcesFile, rawTopics, environment, servers, search);
    }

    public MeshOptions withSourcesFile(Path file) {
        return new MeshOptions(
                installation, home, ports, fresh, Optional.of(file), rawTopics, environment, servers, search);
    }

    public MeshOptions withRawTopics(List<String> topics) {
        return new MeshOptions(installation, home, ports, fresh, sourcesFile, topics, environment, servers, search);
    }

    /** Sets the additional environment variables of one service, in place of those set before. */
    public MeshOptions withEnvironment(Service service, Map<String, String> variables) {
        var all = new EnumMap<Service, Map<String, String>>(Service.class);
        all.putAll(environment);
        all.put(service, Map.copyOf(variables));
        return new MeshOptions(installation, home, ports, fresh, sourcesFile, rawTopics, all, servers, search);
    }

    public MeshOptions withServers(ServersKind kind) {
        return new MeshOptions(installation, home, ports, fresh, sourcesFile, rawTopics, environment, kind, search);
    }

    public MeshOptions withSearch(SearchSize size) {
        return new MeshOptions(installation, home, ports, fresh, sourcesFile, rawTopics, environment, servers, size);
    }
}
