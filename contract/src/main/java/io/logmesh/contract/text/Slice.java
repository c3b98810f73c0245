package io.logmesh.contract.text;

import java.util.Arrays;

/** A range of an array that is reused from record to record: good until the next one. */
public record Slice(byte[] bytes, int from, int to) {

    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    public boolean contains(byte wanted) {
        return ByteSearch.find(bytes, from, to, wanted) < to;
    }

    /** Whether it begins with {@code prefix}. */
    public boolean startsWith(byte[] prefix) {
        return length() >= prefix.length && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
    }

    public boolean sameAs(byte[] other) {
        return Arrays.equals(bytes, from, to, other, 0, other.length);
    }

    public boolean sameAs(Slice other) {
        return Arrays.equals(bytes, from, to, other.bytes, other.from, other.to);
    }

    /** Whether this is a JSON value of type string. */
    public boolean isString() {
        return length() >= 2 && bytes[from] == '"';
    }

    /** What stands between the two quotes of a JSON string, its escape sequences as they are. */
    public Slice unquoted() {
        return new Slice(bytes, from + 1, to - 1);
    }

    /** The rest, from the position {@code start} of the array on. */
    public Slice startingAt(int start) {
        return new Slice(bytes, start, to);
    }
}
