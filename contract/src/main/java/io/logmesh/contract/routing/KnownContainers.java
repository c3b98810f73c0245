package io.logmesh.contract.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The metadata of containers that were met lately, found by their bytes. A comparison of bytes takes a tenth of what it
 * takes to read them as JSON, and most of a record without its text is such metadata.
 *
 * <p>A cache of sets: an object's first bytes tell its set, and each set has a few places. It holds at most {@link
 * #SETS} times {@link #WAYS} objects of at most {@link #MAX_BYTES}: 1 MiB. Not thread-safe.
 */
final class KnownContainers {

    /** An object's first bytes; shorter ones are read as quickly as they are found. They hold the pod's name, as a rule. */
    private static final int HEAD_BYTES = 128;

    private static final int MAX_BYTES = 2048;
    private static final int SET_BITS = 7;
    private static final int SETS = 1 << SET_BITS;
    private static final int WAYS = 4;

    /** In a full set only one unknown object in so many takes a place, so that too many containers cost little. */
    private static final int ADMITTED_ONE_IN = 8;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int ROTATION = 29;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final ContainerMetadata[] places = new ContainerMetadata[SETS * WAYS];
    private int refused;

    /** The object that stands in {@code record} from {@code from} on, or null where it is not known. */
    ContainerMetadata find(byte[] record, int from) {
        if (from + HEAD_BYTES > record.length) {
            return null;
        }
        int set = set(record, from);
        for (int way = 0; way < WAYS && places[set + way] != null; way++) {
            if (places[set + way].standsAt(record, from)) {
                return places[set + way];
            }
        }
        return null;
    }

    /**
     * Remembers the object that stands in {@code record} from {@code from} up to but not including {@code to}, which is not
     * known. Null where there is no room, and its turn has not come.
     */
    ContainerMetadata add(RecordLayout record, int from, int to) {
        if (to - from < HEAD_BYTES || to - from > MAX_BYTES) {
            return null;
        }
        int place = placeIn(set(record.json(), from));
        if (place < 0) {
            return null;
        }
        places[place] = new ContainerMetadata(record, from, to);
        return places[place];
    }

    /** A place to take in that set, or -1. */
    private int placeIn(int set) {
        for (int way = 0; way < WAYS; way++) {
            if (places[set + way] == null) {
                return set + way;
            }
        }
        refused = (refused + 1) & Integer.MAX_VALUE;
        return refused % ADMITTED_ONE_IN == 0 ? set + refused / ADMITTED_ONE_IN % WAYS : -1;
    }

    /** Of the top bits, which all bits of all words come into. */
    private static int set(byte[] record, int from) {
        long even = 0;
        long odd = 0;
        for (int i = from; i < from + HEAD_BYTES; i += 2 * Long.BYTES) {
            even = (Long.rotateLeft(even, ROTATION) ^ (long) WORD.get(record, i)) * MULTIPLIER;
            odd = (Long.rotateLeft(odd, ROTATION) ^ (long) WORD.get(record, i + Long.BYTES)) * MULTIPLIER;
        }
        long hash = (Long.rotateLeft(even, ROTATION) ^ odd) * MULTIPLIER;
        return (int) (hash >>> (Long.SIZE - SET_BITS)) * WAYS;
    }
}
