package io.logmesh.contract.routing;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonBuffer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes one log record of an OTLP export in the shape of a collector's record. */
final class OtlpRecord {

    private static final long NANOS = 1_000_000_000;
    private static final Pattern TIME = Pattern.compile("[1-9][0-9]{0,18}");

    /** What OTLP's severity numbers mean, four of each: 1 to 4 are TRACE to TRACE4, and so on. */
    private static final List<String> SEVERITIES = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

    private static final Pattern SEVERITY_NUMBER = Pattern.compile("[1-9]|1[0-9]|2[0-4]");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    private final JsonBuffer out = new JsonBuffer(1024);
    private final JsonBuffer body = new JsonBuffer(1024);
    private final Set<String> taken = new HashSet<>();

    /**
     * @param scope what it shares with the other records of its scope
     * @param rest what the export says besides
     */
    byte[] of(Map<String, JsonSlice> record, OtlpResource resource, OtlpScope scope, OtlpRest rest) {
        var attributes = OtlpExport.array(record, "attributes");
        taken.clear();
        taken.addAll(List.of("attributes", "body"));
        out.clear().append("{\"log\":");
        appendBody(record.get("body"));
        out.append((byte) ',');
        resource.appendTo(out);
        appendStream(attributes);
        appendTime(record);
        appendSeverity(record);
        appendText(RecordFields.TRACE_ID, record, "traceId");
        appendText(RecordFields.SPAN_ID, record, "spanId");
        appendNumber("flags", record, "flags");
        appendText("event_name", record, "eventName");
        scope.appendTo(out);
        out.append(",\"attributes\":");
        OtlpValue.appendObject(out, attributes);
        rest.with("record", record, taken).appendTo(out);
        return out.append((byte) '}').toByteArray();
    }

    private void appendBody(JsonSlice anyValue) {
        if (anyValue == null || anyValue.isNull()) {
            out.append("\"\"");
            return;
        }
        OtlpValue.append(body.clear(), anyValue);
        byte[] json = body.toByteArray();
        var value = new JsonSlice(json, 0, json.length);
        if (value.isString()) {
            out.append(json);
        } else {
            out.appendString(value.text());
        }
    }

    /** The container's stream, where the collector tells it, goes where all other collectors have it. */
    private void appendStream(List<JsonSlice> attributes) {
        for (var attribute : attributes) {
            var keyValue = OtlpExport.object(attribute);
            if (OtlpValue.key(keyValue).equals("log.iostream")) {
                member(RecordFields.STREAM);
                OtlpValue.append(out, OtlpValue.value(keyValue));
                return;
            }
        }
    }

    /** The first of both that is given is the record's time. The other one stays what it is. */
    private void appendTime(Map<String, JsonSlice> record) {
        for (var name : List.of("timeUnixNano", "observedTimeUnixNano")) {
            var time = record.get(name);
            if (time != null && TIME.matcher(time.text()).matches()) {
                boolean isFirst = !taken.contains("timeUnixNano");
                member(isFirst ? RecordFields.TIMESTAMP : "observed_timestamp");
                out.appendString(instant(Long.parseUnsignedLong(time.text())).toString());
                taken.add(name);
            }
        }
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS));
    }

    private void appendSeverity(Map<String, JsonSlice> record) {
        boolean hasText = appendText("severity", record, "severityText");
        var number = record.get("severityNumber");
        if (number != null && SEVERITY_NUMBER.matcher(number.text()).matches()) {
            if (!hasText) {
                member("severity");
                out.appendString(SEVERITIES.get((Integer.parseInt(number.text()) - 1) / 4));
            }
            appendNumber("severity_number", record, "severityNumber");
        }
    }

    /** What is no text is left to {@link OtlpRest}. */
    private boolean appendText(String name, Map<String, JsonSlice> record, String otlpName) {
        var value = record.get(otlpName);
        if (value == null || !value.isString()) {
            return false;
        }
        taken.add(otlpName);
        if (value.to() - value.from() == 2) {
            return false;
        }
        member(name);
        out.append(value.json(), value.from(), value.to());
        return true;
    }

    /** What is no number is left to {@link OtlpRest}. */
    private void appendNumber(String name, Map<String, JsonSlice> record, String otlpName) {
        var value = record.get(otlpName);
        if (value != null && NUMBER.matcher(value.text()).matches() && !OtlpRest.isDefault(value)) {
            taken.add(otlpName);
            member(name);
            out.append(Long.toString(Long.parseLong(value.text())));
        }
    }

    private void member(String name) {
        out.append((byte) ',').appendString(name).append((byte) ':');
    }
}
