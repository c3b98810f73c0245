package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all log records of one resource have in common, written once: {@code "kubernetes":{…},"resource":{…}}. */
final class OtlpResource {

    /**
     * What stands before the name of a label or an annotation: the semantic conventions have the singular, the
     * k8sattributes processor of the OpenTelemetry collector also writes the plural.
     */
    private static final Map<String, List<String>> MAPS = Map.of(
            "labels", List.of("k8s.pod.label.", "k8s.pod.labels."),
            "annotations", List.of("k8s.pod.annotation.", "k8s.pod.annotations."));

    private static final Map<String, String> KUBERNETES = Map.of(
            "k8s.namespace.name", "namespace_name",
            "k8s.pod.name", "pod_name",
            "k8s.container.name", "container_name",
            "k8s.node.name", "host",
            "k8s.pod.uid", "pod_id");

    private final JsonBuffer json = new JsonBuffer(256);
    private final Map<String, List<Runnable>> maps = new TreeMap<>();
    private boolean anyKubernetes;

    OtlpResource(Map<String, JsonSlice> resource) {
        var attributes = OtlpExport.array(resource, "attributes");
        attributes.forEach(this::kubernetes);
        maps.forEach(this::map);
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
            return;
        }
        MAPS.forEach(
                (map, prefixes) -> prefixes.stream().filter(key::startsWith).forEach(prefix -> maps.computeIfAbsent(
                                map, _ -> new ArrayList<>())
                        .add(() -> {
                            json.appendString(key.substring(prefix.length())).append((byte) ':');
                            OtlpValue.append(json, value);
                        })));
    }

    private void member(String name) {
        json.append(anyKubernetes ? "," : "\"kubernetes\":{").appendString(name).append((byte) ':');
        anyKubernetes = true;
    }

    private void map(String name, List<Runnable> members) {
        member(name);
        char separator = '{';
        for (var member : members) {
            json.append((byte) separator);
            member.run();
            separator = ',';
        }
        json.append((byte) '}');
    }
}
