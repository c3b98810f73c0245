package io.logmesh.cli.send;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is sent as one Kafka record.
 *
 * @param value at most {@link #MAX} bytes
 * @param truncated whether it is less than the input had, which the value then says itself
 */
record RawRecord(byte[] value, boolean truncated) {

    /** As much as a broker takes whose limits nobody has raised. */
    static final int MAX = 1_000_000;

    private static final String MARK = ",\"truncated\":true}";

    /** The value as it is, or if it is too long, its beginning in a JSON object that says so. */
    static RawRecord of(byte[] value, boolean alreadyCut) {
        if (!alreadyCut && value.length <= MAX) {
            return new RawRecord(value, false);
        }
        var text = fit(value, MAX - "{\"log\":".length() - MARK.length());
        var json = new JsonBuffer(MAX).append("{\"log\":");
        JsonText.writeBytes(json, text);
        return new RawRecord(json.append(MARK).toByteArray(), true);
    }

    /** A JSON object that was made of cut text, with the mark that says so. */
    static RawRecord marked(byte[] object) {
        var json = new JsonBuffer(object.length + MARK.length()).append(object, 0, object.length - 1);
        return new RawRecord(json.append(MARK).toByteArray(), true);
    }

    /**
     * The beginning of {@code text}, in well-formed UTF-8, that takes at most {@code budget} bytes as a JSON string. What is
     * ill-formed becomes U+FFFD, as in any decoder.
     */
    static byte[] fit(byte[] text, int budget) {
        var beginning = text.length <= budget ? text : Arrays.copyOf(text, budget);
        var wellFormed = new String(beginning, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        int length = 0;
        int left = budget - 2;
        while (length < wellFormed.length && (left -= lengthInJson(wellFormed[length])) >= 0) {
            length++;
        }
        return Arrays.copyOf(wellFormed, Utf8.floor(wellFormed, length));
    }

    private static int lengthInJson(byte b) {
        return switch (b) {
            case '"', '\\', '\n', '\r', '\t' -> 2;
            default -> b >= 0 && b < ' ' ? 6 : 1;
        };
    }
}
