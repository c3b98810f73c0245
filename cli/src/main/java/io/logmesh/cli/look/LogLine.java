package io.logmesh.cli.look;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person wants to see of a record. Parts that a record does not have are empty; a value that is no JSON object is
 * all message.
 *
 * @param time as the record has it
 * @param place namespace/pod/container
 */
record LogLine(String time, String source, String place, String level, String message) {

    private static final int LONGEST_MESSAGE = 2_000;

    /** Reads a record of any of the mesh's topics. */
    static LogLine of(byte[] value) {
        try {
            var scanner = new JsonScanner().reset(value);
            return scanner.beginObject() ? of(strings(scanner, value)) : text(value);
        } catch (MalformedJsonException _) {
            return text(value);
        }
    }

    private static LogLine of(Map<String, String> fields) {
        return new LogLine(
                first(fields, RecordFields.TIMESTAMP, RecordFields.INGEST_TS, "time"),
                first(fields, RecordFields.SOURCE),
                place(fields),
                first(fields, RecordFields.LEVEL),
                shown(first(fields, RecordFields.MESSAGE, RecordFields.LOG)));
    }

    private static LogLine text(byte[] value) {
        int length = Math.min(value.length, 2 * LONGEST_MESSAGE);
        return new LogLine("", "", "", "", shown(new String(value, 0, length, StandardCharsets.UTF_8)));
    }

    private static String place(Map<String, String> fields) {
        var place = new StringBuilder();
        for (var part : new String[] {"namespace_name", "pod_name", "container_name"}) {
            Optional.ofNullable(fields.get(RecordFields.KUBERNETES + '.' + part))
                    .ifPresent(name -> place.append(place.isEmpty() ? "" : "/").append(name));
        }
        return shown(place.toString());
    }

    /** The string members of the object begun, and those of {@code kubernetes} by a dotted name. */
    private static Map<String, String> strings(JsonScanner scanner, byte[] json) {
        var strings = new HashMap<String, String>();
        collect(scanner, json, "", strings);
        return strings;
    }

    private static void collect(JsonScanner scanner, byte[] json, String prefix, Map<String, String> strings) {
        while (scanner.nextMember()) {
            var key = prefix + JsonText.decode(json, scanner.keyStart(), scanner.keyEnd());
            if (key.equals(RecordFields.KUBERNETES) && scanner.beginObject()) {
                collect(scanner, json, key + '.', strings);
                continue;
            }
            scanner.skipValue();
            if (scanner.valueIsString()) {
                strings.put(key, scanner.valueText());
            }
        }
    }

    private static String first(Map<String, String> fields, String... names) {
        for (var name : names) {
            var value = fields.get(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /** On one line, without the control characters by which a log could take over the terminal. */
    private static String shown(String text) {
        var line =
                text.strip().replaceAll("\\R", " ⏎ ").replaceAll("\\p{Cc}", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
