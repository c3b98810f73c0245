package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What all log records of one resource have in common, written once: {@code "kubernetes":{…},"resource":{…}}. */
final class OtlpResource {

    private static final String LABEL = "k8s.pod.label.";

    private static final Map<String, String> KUBERNETES = Map.of(
            "k8s.namespace.name", "namespace_name",
            "k8s.pod.name", "pod_name",
            "k8s.container.name", "container_name",
            "k8s.node.name", "host",
            "k8s.pod.uid", "pod_id");

    private final JsonBuffer json = new JsonBuffer(256);
    private final List<Runnable> labels = new ArrayList<>();
    private boolean anyKubernetes;

    OtlpResource(Map<String, JsonSlice> resource) {
        var attributes = OtlpExport.array(resource, "attributes");
        attributes.forEach(this::kubernetes);
        labels();
        if (anyKubernetes) {
            json.append("},");
        }
        json.append("\"resource\":");
        OtlpValue.appendObject(json, attributes);
    }

    void appendTo(JsonBuffer out) {
        out.append(json.toByteArray());
    }

    private void kubernetes(JsonSlice attribute) {
        var keyValue = OtlpExport.object(attribute);
        var key = OtlpValue.key(keyValue);
        var value = OtlpValue.value(keyValue);
        if (KUBERNETES.containsKey(key)) {
            member(KUBERNETES.get(key));
            OtlpValue.append(json, value);
        } else if (key.startsWith(LABEL)) {
            labels.add(() -> {
                json.appendString(key.substring(LABEL.length())).append((byte) ':');
                OtlpValue.append(json, value);
            });
        }
    }

    private void member(String name) {
        json.append(anyKubernetes ? "," : "\"kubernetes\":{").appendString(name).append((byte) ':');
        anyKubernetes = true;
    }

    private void labels() {
        if (labels.isEmpty()) {
            return;
        }
        member("labels");
        char separator = '{';
        for (var label : labels) {
            json.append((byte) separator);
            label.run();
            separator = ',';
        }
        json.append((byte) '}');
    }
}
