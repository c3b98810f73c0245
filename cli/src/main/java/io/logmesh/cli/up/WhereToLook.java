package io.logmesh.cli.up;

import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshOptions;
import java.util.ArrayList;
import java.util.List;

/** What a newcomer needs next: addresses, and commands to try. */
final class WhereToLook {

    private WhereToLook() {}

    static List<String> lines(LocalMesh mesh, MeshOptions options) {
        var addresses = mesh.addresses();
        var s3 = addresses.s3();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("Kafka          " + addresses.kafka());
        lines.add("Elasticsearch  " + addresses.elasticsearch() + "/logs-*/_search?pretty");
        lines.add("S3             " + s3.endpoint() + "/" + s3.bucket() + "  (keys in .logmesh/run/mesh.properties)");
        for (var stage : mesh.stages()) {
            lines.add(String.format("metrics        %s/q/metrics  %s", mesh.address(stage), stage.displayName()));
        }
        lines.add("logs           " + options.home().resolve("logs"));
        lines.add("");
        lines.add("Try in another terminal:");
        lines.add("  ./logmesh tap enriched         what passes right now");
        lines.add("  ./logmesh search started       ask Elasticsearch");
        lines.add("  ./logmesh audit                prove that nothing is missing and nothing is twice");
        lines.add("");
        return lines;
    }
}
