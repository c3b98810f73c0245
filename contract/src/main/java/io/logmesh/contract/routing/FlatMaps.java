package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Labels and annotations of a record that has them as attributes, one by one, gathered into the maps that other collectors
 * write. The semantic conventions of OpenTelemetry have {@code k8s.pod.label.app}, the k8sattributes processor of its
 * collector also writes {@code k8s.pod.labels.app}.
 */
final class FlatMaps {

    private static final byte[] POD = bytes("k8s.pod.");

    private final Gathered labels = new Gathered(bytes("label"));
    private final Gathered annotations = new Gathered(bytes("annotation"));

    /** A map that is being written. */
    private static final class Gathered {
        private final byte[] singular;
        private final JsonBuffer json = new JsonBuffer(256);

        Gathered(byte[] singular) {
            this.singular = singular;
        }

        /** Where the name of the label begins in a key that begins with {@link #POD}; negative where it is no such key. */
        int name(byte[] key, int from, int to) {
            int end = from + POD.length + singular.length;
            if (end >= to || !Arrays.equals(singular, 0, singular.length, key, from + POD.length, end)) {
                return -1;
            }
            int dot = key[end] == 's' ? end + 1 : end;
            return dot < to && key[dot] == '.' ? dot + 1 : -1;
        }

        void add(byte[] source, int name, int nameEnd, int value, int valueEnd) {
            json.append(json.length() == 0 ? "{\"" : ",\"")
                    .append(source, name, nameEnd)
                    .append("\":");
            json.append(source, value, valueEnd);
        }
    }

    void clear() {
        labels.json.clear();
        annotations.json.clear();
    }

    /** Takes in a member of a record's, if it is a label or an annotation. */
    void add(byte[] json, int keyStart, int keyEnd, int valueStart, int valueEnd) {
        if (keyEnd - keyStart <= POD.length
                || json[keyStart] != POD[0]
                || !Arrays.equals(POD, 0, POD.length, json, keyStart, keyStart + POD.length)) {
            return;
        }
        for (var map : new Gathered[] {labels, annotations}) {
            int name = map.name(json, keyStart, keyEnd);
            if (name >= 0) {
                map.add(json, name, keyEnd, valueStart, valueEnd);
            }
        }
    }

    boolean isEmpty() {
        return labels.json.length() + annotations.json.length() == 0;
    }

    /** The map of that field as a JSON object; nothing where nothing was gathered for it. To be asked once a record. */
    byte[] object(Field field) {
        var json = field == Field.LABELS ? labels.json : annotations.json;
        return json.length() == 0 ? new byte[0] : json.append("}").toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
