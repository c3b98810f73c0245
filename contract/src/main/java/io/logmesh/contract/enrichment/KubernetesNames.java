package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonSteps;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Calls the members of {@code kubernetes} what they are called in every enriched record, as by Fluentd and Fluent Bit, where
 * Vector wrote them. An object that has the mesh's first name already is not looked through. Not thread-safe.
 */
final class KubernetesNames {

    private static final byte[][] VECTORS =
            bytes("pod_namespace", "pod_node_name", "pod_labels", "pod_annotations", "pod_uid");

    private static final byte[][] OURS = bytes("namespace_name", "host", "labels", "annotations", "pod_id");
    private static final byte[] FIRST = OURS[0];

    private final JsonScanner scanner = new JsonScanner();
    private final JsonBuffer renamed = new JsonBuffer(1024);

    /** The object with the mesh's names, good until the next one; null where there is nothing to rename. */
    Slice renamed(Slice object) {
        if (!begin(object)) {
            return null;
        }
        int ours = 0;
        int vectors = 0;
        while (scanner.nextMember()) {
            if (scanner.keyIs(FIRST)) {
                return null;
            }
            ours |= bit(OURS);
            vectors |= bit(VECTORS);
            passValue(object);
        }
        // Two members of one name would be worse than one of another name.
        int wanted = vectors & ~ours;
        return wanted == 0 ? null : spliced(object, wanted);
    }

    private Slice spliced(Slice object, int wanted) {
        renamed.clear();
        int copied = object.from();
        begin(object);
        while (scanner.nextMember()) {
            int bit = bit(VECTORS) & wanted;
            if (bit != 0) {
                renamed.append(object.bytes(), copied, scanner.keyStart())
                        .append(OURS[Integer.numberOfTrailingZeros(bit)]);
                copied = scanner.keyEnd();
            }
            passValue(object);
        }
        renamed.append(object.bytes(), copied, object.to());
        return new Slice(renamed.array(), 0, renamed.length());
    }

    private boolean begin(Slice object) {
        return scanner.reset(object.bytes(), object.from(), object.to()).beginObject();
    }

    /** The value is known to be valid. */
    private void passValue(Slice object) {
        scanner.peek();
        scanner.pass(JsonSteps.endOfValue(object.bytes(), scanner.position()) - scanner.position());
    }

    /** Which of the names the current key is, as a bit; 0 where it is none. */
    private int bit(byte[][] names) {
        for (int i = 0; i < names.length; i++) {
            if (scanner.keyIs(names[i])) {
                return 1 << i;
            }
        }
        return 0;
    }

    private static byte[][] bytes(String... names) {
        return Stream.of(names)
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }
}
