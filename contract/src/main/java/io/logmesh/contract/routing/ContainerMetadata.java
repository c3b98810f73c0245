package io.logmesh.contract.routing;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What a collector says of one container, which it repeats in each record of it: its bytes, a JSON object, and where in
 * them the fields stand. What follows from it alone is kept here, so that it is found out once for each container, and not
 * once for each record.
 */
final class ContainerMetadata {

    private static final Field[] FIELDS = {
        Field.NAMESPACE, Field.POD, Field.CONTAINER, Field.HOST, Field.LABELS, Field.ANNOTATIONS
    };

    /** {@code stdout} and {@code stderr}, in quotes, are shorter. */
    private static final int MAX_STREAM_BYTES = 16;

    private final byte[] json;
    private final int[] starts = new int[FIELDS.length];
    private final int[] ends = new int[FIELDS.length];
    private BitSet candidates;
    private byte[] key;
    private byte[] keyStream;

    /** The object that stands in {@code record} from {@code from} up to but not including {@code to}. */
    ContainerMetadata(RecordLayout record, int from, int to) {
        this.json = Arrays.copyOfRange(record.json(), from, to);
        for (int i = 0; i < FIELDS.length; i++) {
            int start = record.start(FIELDS[i]);
            boolean isHere = start >= from && start < to;
            starts[i] = isHere ? start - from : -1;
            ends[i] = isHere ? record.end(FIELDS[i]) - from : -1;
        }
    }

    int length() {
        return json.length;
    }

    /** Whether it is what stands in {@code record} from {@code from} on: since it is an object, it then ends there, too. */
    boolean standsAt(byte[] record, int from) {
        int to = from + json.length;
        return to <= record.length && Arrays.equals(record, from, to, json, 0, json.length);
    }

    /** Tells {@code record}, which has it from {@code from} on, where the fields stand; nothing of those that it lacks. */
    void place(RecordLayout record, int from) {
        for (int i = 0; i < FIELDS.length; i++) {
            if (starts[i] >= 0) {
                record.place(FIELDS[i], from + starts[i], from + ends[i]);
            }
        }
    }

    /** Null until {@link #keep(BitSet)}. */
    BitSet candidates() {
        return candidates;
    }

    void keep(BitSet itsCandidates) {
        candidates = itsCandidates;
    }

    /** The key of its records in the stream named by those bytes of {@code record}; null until {@link #keepKey}. */
    byte[] key(byte[] record, int streamFrom, int streamTo) {
        boolean isKept = key != null && Arrays.equals(record, streamFrom, streamTo, keyStream, 0, keyStream.length);
        return isKept ? key : null;
    }

    /** Not where the stream's name is a long one, which is none: what is kept of all containers has a limit. */
    void keepKey(byte[] itsKey, byte[] record, int streamFrom, int streamTo) {
        if (streamTo - streamFrom > MAX_STREAM_BYTES) {
            return;
        }
        key = itsKey;
        keyStream = Arrays.copyOfRange(record, streamFrom, streamTo);
    }
}
