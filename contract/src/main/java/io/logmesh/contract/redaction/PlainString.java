package io.logmesh.contract.redaction;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.text.Slice;

/** What a string says to whoever reads it. Not thread-safe: what it gives is good until the next one. */
final class PlainString {

    private final JsonBuffer decoded = new JsonBuffer(1024);
    private final JsonBuffer resolved = new JsonBuffer(1024);

    /** The text between two quotes without escape sequences, and without those of JSON in it that hide a character. */
    Slice of(Slice written) {
        if (!hasEscape(written)) {
            return written;
        }
        JsonText.decodeTo(decoded.clear(), written.bytes(), written.from(), written.to());
        return resolved(new Slice(decoded.array(), 0, decoded.length()));
    }

    /** A text without the escape sequences of JSON in it that hide a character. */
    Slice resolved(Slice text) {
        if (!hasEscape(text)) {
            return text;
        }
        boolean any = NestedEscapes.resolve(text.bytes(), text.from(), text.to(), resolved.clear());
        return any ? new Slice(resolved.array(), 0, resolved.length()) : text;
    }

    private static boolean hasEscape(Slice text) {
        return text.contains((byte) '\\');
    }
}
