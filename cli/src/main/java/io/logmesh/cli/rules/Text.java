package io.logmesh.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What users and their programs have written, on one line, short, and without what could take over a terminal. */
final class Text {

    /** Shows numbers as they were written, those too that no double holds. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final int LONGEST = 160;

    private static final int LONGEST_OF_BLOCK = 1000;

    private Text() {}

    /** A value as JSON; {@code absent} where there is none. */
    static String value(Object value) {
        return value == null ? "absent" : line(json(value));
    }

    /** The beginning of a message. */
    static String bytes(byte[] message) {
        return line(new String(message, 0, Math.min(message.length, 4 * LONGEST), StandardCharsets.UTF_8));
    }

    static String line(String text) {
        var line = text.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cc}", "\ufffd");
        int length = line.length() <= LONGEST ? line.length() : LONGEST;
        return length == line.length() ? line : line.substring(0, length) + "…";
    }

    /** A value as indented JSON, each line as far as it fits. */
    static List<String> block(JsonNode value) {
        return pretty(value)
                .lines()
                .map(line -> line.replaceAll("\\p{Cc}", "\ufffd"))
                .map(line -> line.length() <= LONGEST_OF_BLOCK ? line : line.substring(0, LONGEST_OF_BLOCK) + "…")
                .toList();
    }

    static byte[] toBytes(Object json) {
        return json(json).getBytes(StandardCharsets.UTF_8);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers, lists and maps can be written as JSON", e);
        }
    }

    static String pretty(Object value) {
        try {
            return JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers, lists and maps can be written as JSON", e);
        }
    }
}
