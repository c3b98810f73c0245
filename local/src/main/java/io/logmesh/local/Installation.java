package io.logmesh.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder: where the build has put the servers and the services. */
record Installation(Path folder) {

    Installation {
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * The project's root, from the system property {@code logmesh.home} or the environment variable
     * {@code LOGMESH_HOME}, else the nearest folder upwards from the current one that has the Maven wrapper.
     */
    static Installation find() {
        var named = System.getProperty("logmesh.home", System.getenv("LOGMESH_HOME"));
        if (named != null) {
            return new Installation(Path.of(named));
        }
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("mvnw"))) {
                return new Installation(at);
            }
        }
        throw new MeshException("can't find the project's folder: start it by its launcher, ./logmesh");
    }

    /** The folder of the broker's jars. */
    Path kafka() {
        return built(servers().resolve("kafka"));
    }

    Path elasticsearch() {
        return onlyOne(servers(), "elasticsearch-*");
    }

    Path s3proxy() {
        return onlyOne(built(servers().resolve("s3proxy")), "*.jar");
    }

    /** The start file of a service's packaged Quarkus app. */
    Path app(Service service) {
        return built(folder.resolve(service.displayName(), "target", "quarkus-app", "quarkus-run.jar"));
    }

    private Path servers() {
        return folder.resolve("local", "target", "servers");
    }

    private static Path onlyOne(Path folder, String pattern) {
        try (var matches = Files.newDirectoryStream(built(folder), pattern)) {
            var match = matches.iterator();
            return match.hasNext() ? match.next() : built(folder.resolve(pattern));
        } catch (IOException e) {
            throw new MeshException("can't read " + folder + ": " + e, e);
        }
    }

    private static Path built(Path path) {
        if (!Files.exists(path)) {
            throw new MeshException(path + " is not there: build the project first, by ./mvnw package");
        }
        return path;
    }
}
