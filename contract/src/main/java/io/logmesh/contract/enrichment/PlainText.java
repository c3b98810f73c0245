package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.text.Slice;

/** Text as people wrote it, out of a JSON string: without escape sequences, terminal colours and the line's end. Not thread-safe. */
final class PlainText {

    private static final byte ESCAPE = 0x1b;

    private final JsonBuffer scratch = new JsonBuffer(1024);
    private boolean hadColours;

    /** The text of a JSON string, good until the next one. */
    Slice of(Slice string) {
        hadColours = false;
        var quoted = string.unquoted();
        if (!quoted.contains((byte) '\\')) {
            return quoted;
        }
        JsonText.decodeTo(scratch.clear(), quoted.bytes(), quoted.from(), quoted.to());
        var text = new Slice(scratch.array(), 0, scratch.length());
        var plain = text.contains(ESCAPE) ? withoutAnsi(text) : text;
        hadColours = plain.length() < text.length();
        return withoutLineEnd(plain);
    }

    /** Whether control sequences were taken out of the text that came last. */
    boolean hadColours() {
        return hadColours;
    }

    private static Slice withoutLineEnd(Slice text) {
        int to = text.to();
        while (to > text.from() && (text.bytes()[to - 1] == '\n' || text.bytes()[to - 1] == '\r')) {
            to--;
        }
        return new Slice(text.bytes(), text.from(), to);
    }

    /** Takes the control sequences of ECMA-48 (ESC, [, parameters, a final byte) out of the bytes, in their place. */
    private static Slice withoutAnsi(Slice text) {
        byte[] bytes = text.bytes();
        int kept = text.from();
        int i = text.from();
        while (i < text.to()) {
            int end = endOfSequence(text, i);
            if (end > i) {
                i = end;
            } else {
                bytes[kept++] = bytes[i++];
            }
        }
        return new Slice(bytes, text.from(), kept);
    }

    /** Where the control sequence that begins at {@code at} ends, or {@code at} where none does. */
    private static int endOfSequence(Slice text, int at) {
        byte[] bytes = text.bytes();
        if (bytes[at] != ESCAPE || at + 1 >= text.to() || bytes[at + 1] != '[') {
            return at;
        }
        int i = at + 2;
        while (i < text.to() && bytes[i] >= 0x20 && bytes[i] <= 0x3f) {
            i++;
        }
        return i < text.to() && bytes[i] >= 0x40 ? i + 1 : at;
    }
}
