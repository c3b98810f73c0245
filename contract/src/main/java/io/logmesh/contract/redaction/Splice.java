package io.logmesh.contract.redaction;

import io.logmesh.contract.json.JsonBuffer;

/** A text of which some ranges are replaced, from the left to the right; nothing is copied before the first of them. */
final class Splice {

    private final JsonBuffer out = new JsonBuffer(4096);
    private byte[] text = new byte[0];
    private int copied;
    private boolean changed;

    void begin(byte[] itsText) {
        text = itsText;
        copied = 0;
        changed = false;
        out.clear();
    }

    /** Where to write what stands for the text between {@code from} and {@code to}. */
    JsonBuffer replace(int from, int to) {
        out.append(text, copied, from);
        copied = to;
        changed = true;
        return out;
    }

    /** Whether anything has been replaced. */
    boolean isChanged() {
        return changed;
    }

    /** The whole; the same array where nothing has been replaced. */
    byte[] whole() {
        return changed ? out.append(text, copied, text.length).toByteArray() : text;
    }
}
