package io.logmesh.cli.dead;

import io.logmesh.cli.console.Columns;
import io.logmesh.contract.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Dead letters as they are printed. */
final class LetterText {

    private static final String OPEN = "open";
    private static final int WIDEST_MESSAGE = 120;

    private LetterText() {}

    /** The letter in one line: state, time, attempts, id, class, source and message. */
    static String line(Letter letter, Optional<Mark> mark) {
        return "%-8s  %s  x%d  %s  %s  %s  %s"
                .formatted(
                        state(mark),
                        time(letter),
                        letter.attempts(),
                        plain(letter.id()),
                        plain(letter.error()),
                        letter.source().isEmpty() ? "-" : plain(letter.source()),
                        Columns.cut(plain(letter.message()), WIDEST_MESSAGE));
    }

    /** One JSON object without its content. */
    static String json(Letter letter, Optional<Mark> mark) {
        return text(described(letter, mark).append("}"));
    }

    /** The same with all headers, by name in order, and the key and the value as text, or null. */
    static String wholeJson(Letter letter, Optional<Mark> mark) {
        var json = described(letter, mark).append(",\"headers\":[");
        var separator = "";
        for (var header : letter.record().headers()) {
            json.append(separator)
                    .append("{\"name\":")
                    .appendString(header.key())
                    .append(",\"value\":");
            appendText(json, header.value());
            json.append("}");
            separator = ",";
        }
        appendText(json.append("],\"key\":"), letter.record().key());
        appendText(json.append(",\"value\":"), letter.record().value());
        return text(json.append("}"));
    }

    private static JsonBuffer described(Letter letter, Optional<Mark> mark) {
        var json = new JsonBuffer(512).append("{\"id\":").appendString(letter.id());
        json.append(",\"state\":").appendString(state(mark));
        json.append(",\"time\":").appendString(time(letter));
        json.append(",\"service\":").appendString(letter.service());
        json.append(",\"class\":").appendString(letter.error());
        json.append(",\"message\":").appendString(letter.message());
        json.append(",\"source\":").appendString(letter.source());
        json.append(",\"topic\":").appendString(letter.topic());
        json.append(",\"record_id\":").appendString(letter.recordId());
        return json.append(",\"attempts\":" + letter.attempts());
    }

    private static void appendText(JsonBuffer json, byte[] bytes) {
        if (bytes == null) {
            json.append("null");
        } else {
            json.appendString(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Whoever wrote it must not move the cursor of who reads it. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cc}", " ");
    }

    private static String state(Optional<Mark> mark) {
        return mark.map(Mark::word).orElse(OPEN);
    }

    private static String time(Letter letter) {
        return Instant.ofEpochMilli(letter.record().timestamp()).toString();
    }

    private static String text(JsonBuffer json) {
        return new String(json.toByteArray(), StandardCharsets.UTF_8);
    }
}
