package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.routing.Parts.TooManyPartsException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes an OTLP/JSON log export apart: {@code resourceLogs[].scopeLogs[].logRecords[]}, one record each. What does not
 * have that shape all the way down is no export, and stays one record as it is, so that nothing of it is lost; what an
 * export says besides stands in its records, see {@link OtlpRest}.
 */
final class OtlpExport {

    private static final List<JsonSlice> NOTHING = List.of();

    private final OtlpRecord record = new OtlpRecord();
    private final JsonScanner scanner = new JsonScanner();

    /** Adds the records of the export that the object between {@code from} and {@code to} is; none where it is no export. */
    void split(byte[] json, int from, int to, Parts records) {
        var message = new JsonSlice(json, from, to);
        if (message.member("resourceLogs", scanner) == null) {
            return;
        }
        int before = records.size();
        try {
            var export = object(message);
            var rest = new OtlpRest().with("export", export, Set.of("resourceLogs"));
            for (var resourceLogs : array(export, "resourceLogs")) {
                splitResource(object(resourceLogs), rest, records);
            }
        } catch (OtlpShapeException _) {
            records.cutTo(before);
        }
    }

    private void splitResource(Map<String, JsonSlice> resourceLogs, OtlpRest rest, Parts records) {
        var members = object(resourceLogs, "resource");
        var resource = new OtlpResource(members);
        var ofResource = rest.with("resource_logs", resourceLogs, Set.of("resource", "scopeLogs"))
                .with("resource", members, Set.of("attributes"));
        for (var scopeLogs : array(resourceLogs, "scopeLogs")) {
            splitScope(object(scopeLogs), resource, ofResource, records);
        }
    }

    private void splitScope(Map<String, JsonSlice> scopeLogs, OtlpResource resource, OtlpRest rest, Parts records) {
        var members = object(scopeLogs, "scope");
        var scope = new OtlpScope(members);
        var ofScope = rest.with("scope_logs", scopeLogs, Set.of("scope", "logRecords"))
                .with("scope", members, OtlpScope.KNOWN);
        for (var logRecord : array(scopeLogs, "logRecords")) {
            records.add(record.of(object(logRecord), resource, scope, ofScope));
        }
    }

    static Map<String, JsonSlice> object(JsonSlice slice) {
        if (!slice.isObject()) {
            throw new OtlpShapeException();
        }
        return slice.members(Parts.MAX).orElseThrow(TooManyPartsException::new);
    }

    static Map<String, JsonSlice> object(Map<String, JsonSlice> members, String name) {
        var slice = members.get(name);
        return slice == null || slice.isNull() ? Map.of() : object(slice);
    }

    static List<JsonSlice> array(Map<String, JsonSlice> members, String name) {
        var slice = members.get(name);
        if (slice == null || slice.isNull()) {
            return NOTHING;
        }
        if (!slice.isArray()) {
            throw new OtlpShapeException();
        }
        return slice.elements(Parts.MAX).orElseThrow(TooManyPartsException::new);
    }

    /** Something is not where OTLP has it. */
    static final class OtlpShapeException extends RuntimeException {
        OtlpShapeException() {
            super(null, null, false, false);
        }
    }
}
