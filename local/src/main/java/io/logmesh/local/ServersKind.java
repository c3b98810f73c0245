package io.logmesh.local;

import java.util.Locale;

/** How the backing servers run. */
public enum ServersKind {
    /** As child processes, from the artifacts of the Maven registry. */
    PROCESSES,

    /** As Docker containers; needs the Testcontainers libraries on the class path. */
    CONTAINERS;

    /**
     * What the system property {@code logmesh.servers} says ({@code processes} or {@code containers}); without it,
     * containers where a Docker engine answers, else processes.
     *
     * @throws MeshException where the property says anything else
     */
    public static ServersKind forTests() {
        return switch (System.getProperty("logmesh.servers", "").toLowerCase(Locale.ROOT)) {
            case "processes" -> PROCESSES;
            case "containers" -> CONTAINERS;
            case "" -> DockerEngine.answers() ? CONTAINERS : PROCESSES;
            default ->
                throw new MeshException("logmesh.servers is '" + System.getProperty("logmesh.servers")
                        + "', which is neither 'processes' nor 'containers'");
        };
    }

    BackingServers create(MeshOptions options, MeshHome home, MeshListener listener) {
        return switch (this) {
            case PROCESSES ->
                new ProcessServers(
                        new Installation(options.installation()), home, options.ports(), options.search(), listener);
            case CONTAINERS -> new ContainerServers(home, options.ports(), listener);
        };
    }
}
