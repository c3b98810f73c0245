package io.logmesh.cli.up;

import io.logmesh.cli.collect.Container;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.Server;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the mesh's own processes would be in a cluster: the pods whose logs the demo collects. */
final class DemoPods {

    private static final String NODE = "local";

    private DemoPods() {}

    /** Each child's log file, and the container that writes it. */
    static Map<Path, Container> of(LocalMesh mesh) {
        var pods = new LinkedHashMap<Path, Container>();
        for (var server : Server.values()) {
            pods.put(mesh.servers().log(server), container("infrastructure", server.displayName(), "infrastructure"));
        }
        for (var stage : mesh.stages()) {
            pods.put(mesh.log(stage), container("logmesh", stage.displayName(), "logmesh"));
        }
        return pods;
    }

    private static Container container(String namespace, String app, String partOf) {
        var labels = Map.of("app.kubernetes.io/name", app, "app.kubernetes.io/part-of", partOf);
        return new Container(namespace, app + "-0", app, NODE, labels);
    }
}
