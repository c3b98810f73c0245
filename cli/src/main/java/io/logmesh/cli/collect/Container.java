package io.logmesh.cli.collect;

import java.util.Map;

/**
 * Where in a cluster a log line was written, as a collector learns it from the Kubernetes API.
 *
 * @param namespace the pod's namespace
 * @param pod the pod's name
 * @param name the container's name within the pod
 * @param node the machine that the pod runs on
 * @param labels the pod's labels
 */
public record Container(String namespace, String pod, String name, String node, Map<String, String> labels) {

    public Container {
        labels = Map.copyOf(labels);
    }
}
