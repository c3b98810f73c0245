package io.logmesh.local;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine. */
final class DockerEngine {

    private DockerEngine() {}

    /** Whether one answers, and the Testcontainers libraries are there to talk to it. */
    static boolean answers() {
        return isNamed() && hasLibraries() && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Asked first, since Testcontainers takes seconds and pages of log to find that there is none. */
    private static boolean isNamed() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }

    private static boolean hasLibraries() {
        return ClassLoader.getSystemResource("org/testcontainers/DockerClientFactory.class") != null;
    }
}
