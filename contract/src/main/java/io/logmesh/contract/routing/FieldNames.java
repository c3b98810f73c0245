package io.logmesh.contract.routing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Recognises keys by their bytes, without making strings of them: a hash table over length, first and last byte.
 */
final class FieldNames {

    /** The members of a record itself: those of Fluentd, Fluent Bit, Vector, journald and OpenTelemetry. */
    static final FieldNames RECORD = new FieldNames(Map.ofEntries(
            Map.entry("log", Field.LOG),
            Map.entry("message", Field.MESSAGE),
            Map.entry("MESSAGE", Field.JOURNAL_MESSAGE),
            Map.entry("body", Field.BODY),
            Map.entry("level", Field.LEVEL),
            Map.entry("severity", Field.SEVERITY),
            Map.entry("stream", Field.STREAM),
            Map.entry("ingest_ts", Field.INGEST_TS),
            Map.entry("truncated", Field.TRUNCATED),
            Map.entry("fields", Field.FIELDS),
            Map.entry("resourceLogs", Field.OTLP_EXPORT),
            Map.entry("kubernetes", Field.KUBERNETES),
            Map.entry("attributes", Field.ATTRIBUTES),
            Map.entry("resource", Field.ATTRIBUTES)));

    /** The members of {@code kubernetes}: Fluentd's and Fluent Bit's, then Vector's. */
    static final FieldNames KUBERNETES = new FieldNames(Map.ofEntries(
            Map.entry("namespace_name", Field.NAMESPACE),
            Map.entry("pod_name", Field.POD),
            Map.entry("container_name", Field.CONTAINER),
            Map.entry("host", Field.HOST),
            Map.entry("labels", Field.LABELS),
            Map.entry("annotations", Field.ANNOTATIONS),
            Map.entry("pod_namespace", Field.NAMESPACE),
            Map.entry("pod_node_name", Field.HOST),
            Map.entry("pod_labels", Field.LABELS),
            Map.entry("pod_annotations", Field.ANNOTATIONS)));

    /** OpenTelemetry's names, flat, in the record itself, its {@code attributes} or its {@code resource}. */
    static final FieldNames SEMANTIC_CONVENTIONS = new FieldNames(Map.of(
            "k8s.namespace.name", Field.NAMESPACE,
            "k8s.pod.name", Field.POD,
            "k8s.container.name", Field.CONTAINER,
            "k8s.node.name", Field.HOST,
            "log.iostream", Field.STREAM));

    private static final int SLOTS = 256;

    private final byte[][] names = new byte[SLOTS][];
    private final Field[] fields = new Field[SLOTS];

    private FieldNames(Map<String, Field> known) {
        known.forEach((name, field) -> {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            int slot = slot(bytes, 0, bytes.length);
            while (names[slot] != null) {
                slot = (slot + 1) % SLOTS;
            }
            names[slot] = bytes;
            fields[slot] = field;
        });
    }

    /** The field that the key between {@code from} and {@code to} names, or null. */
    Field find(byte[] json, int from, int to) {
        if (from == to) {
            return null;
        }
        for (int slot = slot(json, from, to); names[slot] != null; slot = (slot + 1) % SLOTS) {
            if (Arrays.equals(names[slot], 0, names[slot].length, json, from, to)) {
                return fields[slot];
            }
        }
        return null;
    }

    private static int slot(byte[] text, int from, int to) {
        return (31 * (to - from) + 7 * text[from] + text[to - 1]) & (SLOTS - 1);
    }
}
