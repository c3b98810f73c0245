package io.logmesh.local;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A line of a child's log, as a person wants to see it.
 *
 * @param text of a line in the services' JSON, its level, logger, message and exception; of any other, the line
 * @param isTrouble whether it is a warning or worse; of a line that is no JSON nobody knows, so it may be
 */
record LogLine(String text, boolean isTrouble) {

    private static final Set<String> HARMLESS = Set.of("INFO", "DEBUG", "TRACE", "FINE", "FINER", "FINEST", "CONFIG");

    static LogLine of(String line) {
        try {
            byte[] json = line.getBytes(StandardCharsets.UTF_8);
            var scanner = new JsonScanner().reset(json);
            return scanner.beginObject() ? of(members(scanner, json)) : new LogLine(line, true);
        } catch (MalformedJsonException _) {
            return new LogLine(line, true);
        }
    }

    private static LogLine of(Map<String, String> members) {
        var level = members.getOrDefault("level", "");
        var exception = members.getOrDefault("stackTrace", members.getOrDefault("exceptionType", ""))
                .lines()
                .findFirst()
                .map(first -> ": " + first)
                .orElse("");
        var text = level + ' ' + members.getOrDefault("loggerName", "") + ": " + members.getOrDefault("message", "");
        return new LogLine(text + exception, !HARMLESS.contains(level));
    }

    private static Map<String, String> members(JsonScanner scanner, byte[] json) {
        var members = new HashMap<String, String>();
        while (scanner.nextMember()) {
            var name =
                    new String(json, scanner.keyStart(), scanner.keyEnd() - scanner.keyStart(), StandardCharsets.UTF_8);
            if (name.equals("exception") && scanner.beginObject()) {
                members(scanner, json).forEach(members::putIfAbsent);
                continue;
            }
            scanner.skipValue();
            if (scanner.valueIsString()) {
                members.putIfAbsent(name, scanner.valueText());
            }
        }
        return members;
    }
}
