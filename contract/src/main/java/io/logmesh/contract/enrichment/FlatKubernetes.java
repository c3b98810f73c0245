package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonSteps;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Gathers what OpenTelemetry's flat attributes say of a pod, in a record itself or in its {@code attributes} or
 * {@code resource}, into the {@code kubernetes} of every enriched record. Of what is said twice, the first counts; what is
 * to be dropped is not said. Not thread-safe.
 */
final class FlatKubernetes {

    private static final byte[] PREFIX = bytes("k8s.");

    /** Of values of other types nothing is made. */
    private static final List<Map.Entry<byte[], byte[]>> TEXTS = List.of(
            Map.entry(bytes("k8s.namespace.name"), bytes("namespace_name")),
            Map.entry(bytes("k8s.pod.name"), bytes("pod_name")),
            Map.entry(bytes("k8s.pod.uid"), bytes("pod_id")),
            Map.entry(bytes("k8s.container.name"), bytes("container_name")),
            Map.entry(bytes("k8s.node.name"), bytes("host")));

    /** The semantic conventions have the former, the k8sattributes processor also writes the latter. */
    private static final List<byte[]> LABELS = List.of(bytes("k8s.pod.label."), bytes("k8s.pod.labels."));

    private static final List<byte[]> ANNOTATIONS =
            List.of(bytes("k8s.pod.annotation."), bytes("k8s.pod.annotations."));

    private final JsonScanner scanner = new JsonScanner();
    private final JsonBuffer key = new JsonBuffer(64);
    private final JsonObject texts = new JsonObject();
    private final JsonObject labels = new JsonObject();
    private final JsonObject annotations = new JsonObject();

    /** The object, good until the next one, or null where they say nothing. */
    Slice gathered(Members<CollectorField> members, Shaper shaper) {
        texts.clear();
        labels.clear();
        annotations.clear();
        for (int place = 0; place < members.places(); place++) {
            if (members.isThere(place) && isOfKubernetes(members.name(place)) && !shaper.drops(members.name(place))) {
                take(members.name(place), members.value(place));
            }
        }
        takeAll(members, CollectorField.ATTRIBUTES, shaper);
        takeAll(members, CollectorField.RESOURCE, shaper);
        addMap("labels", labels);
        addMap("annotations", annotations);
        return texts.isEmpty() ? null : texts.whole();
    }

    private void addMap(String name, JsonObject map) {
        if (!map.isEmpty()) {
            texts.add(slice(name), map.whole());
        }
    }

    private void takeAll(Members<CollectorField> members, CollectorField field, Shaper shaper) {
        if (!members.has(field)) {
            return;
        }
        var object = members.value(field);
        if (!scanner.reset(object.bytes(), object.from(), object.to()).beginObject()) {
            return;
        }
        while (scanner.nextMember()) {
            JsonText.decodeTo(key.clear(), object.bytes(), scanner.keyStart(), scanner.keyEnd());
            scanner.peek();
            int start = scanner.position();
            scanner.pass(JsonSteps.endOfValue(object.bytes(), start) - start);
            var name = new Slice(key.array(), 0, key.length());
            if (isOfKubernetes(name) && !shaper.drops(slice(field.text()), name)) {
                take(name, new Slice(object.bytes(), start, scanner.position()));
            }
        }
    }

    private static boolean isOfKubernetes(Slice name) {
        return name.startsWith(PREFIX);
    }

    private void take(Slice name, Slice value) {
        for (var text : TEXTS) {
            if (name.sameAs(text.getKey()) && value.isString()) {
                texts.add(new Slice(text.getValue(), 0, text.getValue().length), value);
            }
        }
        takeLabel(LABELS, name, value, labels);
        takeLabel(ANNOTATIONS, name, value, annotations);
    }

    private static void takeLabel(List<byte[]> prefixes, Slice name, Slice value, JsonObject map) {
        for (byte[] prefix : prefixes) {
            if (name.startsWith(prefix)) {
                map.add(name.startingAt(name.from() + prefix.length), value);
            }
        }
    }

    private static Slice slice(String text) {
        byte[] bytes = bytes(text);
        return new Slice(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** An object in the making, no two members of which have the same name. */
    private static final class JsonObject {

        private final Names names = new Names(List.of());
        private final JsonBuffer json = new JsonBuffer(256);

        void clear() {
            names.clear();
            json.clear();
        }

        boolean isEmpty() {
            return names.count() == 0;
        }

        void add(Slice name, Slice value) {
            if (names.contains(name)) {
                return;
            }
            json.append((byte) (isEmpty() ? '{' : ','));
            names.number(name);
            JsonText.writeBytes(json, name.bytes(), name.from(), name.to());
            json.append((byte) ':').append(value.bytes(), value.from(), value.to());
        }

        /** To be asked once. */
        Slice whole() {
            json.append((byte) '}');
            return new Slice(json.array(), 0, json.length());
        }
    }
}
