package io.logmesh.cli.connection;

import io.logmesh.local.LocalMesh;
import io.logmesh.local.RunningMesh;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The settings of the mesh that runs on this machine, if the command runs in a project. */
final class LocalSettings {

    private LocalSettings() {}

    static Optional<Map<String, String>> find() {
        return home().flatMap(RunningMesh::in).map(LocalSettings::of);
    }

    /** Why {@link #find} finds none, and what to do about it. */
    static String absence() {
        if (home().filter(RunningMesh::isStarting).isPresent()) {
            return "the mesh here is still starting: wait until it is ready";
        }
        return home().filter(LocalMesh::hasLeftovers).isPresent()
                ? "no mesh runs here, but processes of one that was killed do: ./logmesh up ends them and starts anew"
                : "no mesh runs here: start one with ./logmesh up";
    }

    private static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty("logmesh.home")).map(project -> Path.of(project, ".logmesh"));
    }

    static Map<String, String> of(RunningMesh mesh) {
        var s3 = mesh.addresses().s3();
        var settings = new HashMap<>(Map.of(
                Settings.KAFKA, mesh.addresses().kafka(),
                Settings.ELASTICSEARCH, mesh.addresses().elasticsearch().toString(),
                Settings.S3_ENDPOINT, s3.endpoint().toString(),
                Settings.S3_REGION, s3.region(),
                Settings.S3_BUCKET, s3.bucket(),
                Settings.S3_ACCESS_KEY, s3.accessKey(),
                Settings.S3_SECRET_KEY, s3.secretKey()));
        mesh.sourcesFile().ifPresent(file -> settings.put(Settings.SOURCES_FILE, file.toString()));
        mesh.services()
                .forEach((service, root) ->
                        settings.put(Settings.SERVICE_PREFIX + service.displayName(), root.toString()));
        return settings;
    }
}
