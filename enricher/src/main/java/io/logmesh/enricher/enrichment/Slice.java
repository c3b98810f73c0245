package io.logmesh.enricher.enrichment;

import java.util.Arrays;

/** A range of an array that is reused from record to record: good until the next one. */
record Slice(byte[] bytes, int from, int to) {

    int length() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    boolean contains(byte wanted) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    boolean sameAs(byte[] other) {
        return Arrays.equals(bytes, from, to, other, 0, other.length);
    }

    boolean sameAs(Slice other) {
        return Arrays.equals(bytes, from, to, other.bytes, other.from, other.to);
    }

    /** Whether this is a JSON value of type string. */
    boolean isString() {
        return length() >= 2 && bytes[from] == '"';
    }

    /** What stands between the two quotes of a JSON string, its escape sequences as they are. */
    Slice unquoted() {
        return new Slice(bytes, from + 1, to - 1);
    }

    /** The rest, from the position {@code start} of the array on. */
    Slice startingAt(int start) {
        return new Slice(bytes, start, to);
    }
}
