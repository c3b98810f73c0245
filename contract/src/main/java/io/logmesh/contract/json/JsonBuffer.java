package io.logmesh.contract.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes to splice JSON in. Not thread-safe; reuse one for each thread. */
public final class JsonBuffer {

    private byte[] bytes;
    private int length;

    public JsonBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public JsonBuffer clear() {
        length = 0;
        return this;
    }

    public JsonBuffer append(byte b) {
        reserve(1);
        bytes[length++] = b;
        return this;
    }

    public JsonBuffer append(byte[] source) {
        return append(source, 0, source.length);
    }

    public JsonBuffer append(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    /** Appends characters that need no escape, such as digits and punctuation. */
    public JsonBuffer append(String ascii) {
        return append(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** Appends {@code text} as a JSON string, quotes included. */
    public JsonBuffer appendString(String text) {
        JsonText.write(this, text);
        return this;
    }

    public int length() {
        return length;
    }

    /** Takes back all but the first {@code length} bytes. */
    public JsonBuffer truncate(int length) {
        this.length = Math.min(this.length, length);
        return this;
    }

    /** The buffer's own array, of which the first {@link #length()} bytes count, until something is appended. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
