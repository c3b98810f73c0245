package io.logmesh.contract.routing;

import io.logmesh.contract.routing.Parts.TooManyPartsException;
import java.util.List;
import java.util.Map;

/**
 * Takes an OTLP/JSON log export apart: {@code resourceLogs[].scopeLogs[].logRecords[]}, one record each. What does not
 * have that shape all the way down is no export, and stays one record as it is, so that nothing of it is lost.
 */
final class OtlpExport {

    private static final List<JsonSlice> NOTHING = List.of();

    private final OtlpRecord record = new OtlpRecord();

    /** Adds the records of the export that the object between {@code from} and {@code to} is; none where it is no export. */
    void split(byte[] json, int from, int to, Parts records) {
        int before = records.size();
        try {
            var export = new JsonSlice(json, from, to).members();
            for (var resourceLogs : array(export, "resourceLogs")) {
                splitResource(object(resourceLogs), records);
            }
        } catch (OtlpShapeException _) {
            records.cutTo(before);
        }
    }

    private void splitResource(Map<String, JsonSlice> resourceLogs, Parts records) {
        var resource = new OtlpResource(object(resourceLogs, "resource"));
        for (var scopeLogs : array(resourceLogs, "scopeLogs")) {
            var members = object(scopeLogs);
            var scope = object(members, "scope").get("name");
            for (var logRecord : array(members, "logRecords")) {
                records.add(record.of(object(logRecord), resource, scope));
            }
        }
    }

    static Map<String, JsonSlice> object(JsonSlice slice) {
        if (!slice.isObject()) {
            throw new OtlpShapeException();
        }
        return slice.members();
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
