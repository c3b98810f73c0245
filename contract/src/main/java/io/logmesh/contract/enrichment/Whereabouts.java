package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonSteps;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;

/**
 * Which pod of which namespace wrote a record, as its collector says: in {@code kubernetes} (Fluentd, Fluent Bit, Vector),
 * or in flat attributes (OpenTelemetry), as the router reads them.
 */
final class Whereabouts {

    private static final byte[][] NAMESPACES = names("namespace_name", "pod_namespace");
    private static final byte[][] POD_UIDS = names("pod_id", "pod_uid");
    private static final byte[][] FLAT_NAMESPACES = names("k8s.namespace.name");
    private static final byte[][] FLAT_POD_UIDS = names("k8s.pod.uid");

    private final JsonScanner scanner = new JsonScanner();
    private String namespace;
    private String podUid;

    /** Who {@code owners} say it is. */
    Owner owner(Members<CollectorField> members, Owners owners) {
        if (owners.isEmpty()) {
            return Owner.NOT_ASKED;
        }
        namespace = podUid = null;
        look(members, CollectorField.KUBERNETES, NAMESPACES, POD_UIDS);
        if (namespace == null || podUid == null) {
            namespace = namespace == null ? text(members, CollectorField.FLAT_NAMESPACE) : namespace;
            podUid = podUid == null ? text(members, CollectorField.FLAT_POD_UID) : podUid;
            look(members, CollectorField.ATTRIBUTES, FLAT_NAMESPACES, FLAT_POD_UIDS);
            look(members, CollectorField.RESOURCE, FLAT_NAMESPACES, FLAT_POD_UIDS);
        }
        return owners.of(namespace, podUid);
    }

    private void look(Members<CollectorField> members, CollectorField field, byte[][] namespaces, byte[][] podUids) {
        if (!members.has(field)) {
            return;
        }
        var object = members.value(field);
        if (!scanner.reset(object.bytes(), object.from(), object.to()).beginObject()) {
            return;
        }
        while ((namespace == null || podUid == null) && scanner.nextMember()) {
            boolean isNamespace = namespace == null && keyIsOneOf(namespaces);
            boolean isPodUid = podUid == null && keyIsOneOf(podUids);
            scanner.peek();
            scanner.pass(JsonSteps.endOfValue(object.bytes(), scanner.position()) - scanner.position());
            if (scanner.valueIsString() && (isNamespace || isPodUid)) {
                namespace = isNamespace ? scanner.valueText() : namespace;
                podUid = isPodUid ? scanner.valueText() : podUid;
            }
        }
    }

    private boolean keyIsOneOf(byte[][] names) {
        for (byte[] name : names) {
            if (scanner.keyIs(name)) {
                return true;
            }
        }
        return false;
    }

    private static String text(Members<CollectorField> members, CollectorField field) {
        if (!members.has(field) || !members.value(field).isString()) {
            return null;
        }
        Slice text = members.value(field).unquoted();
        return JsonText.decode(text.bytes(), text.from(), text.to());
    }

    private static byte[][] names(String... names) {
        byte[][] bytes = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            bytes[i] = names[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }
}
