package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.routing.OtlpExport.OtlpShapeException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes OTLP's {@code AnyValue} and {@code KeyValue} as plain JSON. */
final class OtlpValue {

    /** OTLP writes 64-bit integers as strings. */
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private OtlpValue() {}

    /** Appends an {@code AnyValue}: a string, number, boolean, array or object; {@code null} where it is empty. */
    static void append(JsonBuffer out, JsonSlice anyValue) {
        var members = OtlpExport.object(anyValue);
        if (members.isEmpty()) {
            out.append("null");
            return;
        }
        if (members.size() > 1) {
            throw new OtlpShapeException();
        }
        var only = members.entrySet().iterator().next();
        var value = only.getValue();
        switch (only.getKey()) {
            case "arrayValue" -> appendArray(out, OtlpExport.array(OtlpExport.object(value), "values"));
            case "kvlistValue" -> appendObject(out, OtlpExport.array(OtlpExport.object(value), "values"));
            case "intValue" -> appendInteger(out, value);
            case "stringValue", "boolValue", "doubleValue", "bytesValue" -> append(out, value.json(), value);
            default -> throw new OtlpShapeException();
        }
    }

    /** Appends a list of {@code KeyValue} as an object. */
    static void appendObject(JsonBuffer out, List<JsonSlice> keyValues) {
        out.append((byte) '{');
        boolean first = true;
        for (var keyValue : keyValues) {
            if (!first) {
                out.append((byte) ',');
            }
            first = false;
            var members = OtlpExport.object(keyValue);
            out.appendString(key(members)).append((byte) ':');
            append(out, value(members));
        }
        out.append((byte) '}');
    }

    static String key(Map<String, JsonSlice> keyValue) {
        var key = keyValue.get("key");
        if (key == null || !key.isString() || keyValue.size() > (keyValue.containsKey("value") ? 2 : 1)) {
            throw new OtlpShapeException();
        }
        return key.text();
    }

    static JsonSlice value(Map<String, JsonSlice> keyValue) {
        var value = keyValue.get("value");
        return value == null || value.isNull() ? EMPTY : value;
    }

    private static final JsonSlice EMPTY = new JsonSlice(new byte[] {'{', '}'}, 0, 2);

    private static void appendArray(JsonBuffer out, List<JsonSlice> values) {
        out.append((byte) '[');
        boolean first = true;
        for (var value : values) {
            if (!first) {
                out.append((byte) ',');
            }
            first = false;
            append(out, value);
        }
        out.append((byte) ']');
    }

    private static void appendInteger(JsonBuffer out, JsonSlice value) {
        var text = value.text();
        if (INTEGER.matcher(text).matches()) {
            out.append(text);
        } else {
            append(out, value.json(), value);
        }
    }

    private static void append(JsonBuffer out, byte[] json, JsonSlice value) {
        out.append(json, value.from(), value.to());
    }
}
