package io.logmesh.contract.routing;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes one log record of an OTLP export in the shape of a collector's record. */
final class OtlpRecord {

    private static final long NANOS = 1_000_000_000;
    private static final Pattern TIME = Pattern.compile("[1-9][0-9]{0,18}");

    /** What OTLP's severity numbers mean, four of each: 1 to 4 are TRACE to TRACE4, and so on. */
    private static final List<String> SEVERITIES = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

    private static final Pattern SEVERITY_NUMBER = Pattern.compile("[1-9]|1[0-9]|2[0-4]");

    private final JsonBuffer out = new JsonBuffer(1024);
    private final JsonBuffer body = new JsonBuffer(1024);

    byte[] of(Map<String, JsonSlice> record, OtlpResource resource, JsonSlice scopeName) {
        var attributes = OtlpExport.array(record, "attributes");
        out.clear().append("{\"log\":");
        appendBody(record.get("body"));
        out.append((byte) ',');
        resource.appendTo(out);
        appendStream(attributes);
        appendTime(record);
        appendSeverity(record);
        appendText(RecordFields.TRACE_ID, record.get("traceId"));
        appendText(RecordFields.SPAN_ID, record.get("spanId"));
        appendText("event_name", record.get("eventName"));
        appendText("scope", scopeName);
        out.append(",\"attributes\":");
        OtlpValue.appendObject(out, attributes);
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

    private void appendTime(Map<String, JsonSlice> record) {
        for (var name : List.of("timeUnixNano", "observedTimeUnixNano")) {
            var time = record.get(name);
            if (time != null && TIME.matcher(time.text()).matches()) {
                long nanos = Long.parseUnsignedLong(time.text());
                var instant =
                        Instant.ofEpochSecond(Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS));
                member(RecordFields.TIMESTAMP);
                out.appendString(instant.toString());
                return;
            }
        }
    }

    private void appendSeverity(Map<String, JsonSlice> record) {
        var text = record.get("severityText");
        var number = record.get("severityNumber");
        if (text != null && text.isString() && !text.text().isEmpty()) {
            appendText("severity", text);
        } else if (number != null && SEVERITY_NUMBER.matcher(number.text()).matches()) {
            member("severity");
            out.appendString(SEVERITIES.get((Integer.parseInt(number.text()) - 1) / 4));
        }
    }

    private void appendText(String name, JsonSlice value) {
        if (value != null && value.isString() && value.to() - value.from() > 2) {
            member(name);
            out.append(value.json(), value.from(), value.to());
        }
    }

    private void member(String name) {
        out.append((byte) ',').appendString(name).append((byte) ':');
    }
}
