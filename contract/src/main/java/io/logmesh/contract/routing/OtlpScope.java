package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonBuffer;
import java.util.Map;
import java.util.Set;

/** What all log records of one instrumentation scope have in common, written once. */
final class OtlpScope {

    /** The members that are written here, for all that they may be. */
    static final Set<String> KNOWN = Set.of("name", "version", "attributes");

    private final JsonBuffer json = new JsonBuffer(128);

    OtlpScope(Map<String, JsonSlice> scope) {
        text("scope", scope.get("name"));
        text("scope_version", scope.get("version"));
        var attributes = OtlpExport.array(scope, "attributes");
        if (!attributes.isEmpty()) {
            json.append(",\"scope_attributes\":");
            OtlpValue.appendObject(json, attributes);
        }
    }

    /** Appends members, each with a comma before it. */
    void appendTo(JsonBuffer out) {
        out.append(json.toByteArray());
    }

    private void text(String name, JsonSlice value) {
        if (value == null || OtlpRest.isDefault(value)) {
            return;
        }
        if (!value.isString()) {
            throw new OtlpExport.OtlpShapeException();
        }
        json.append(",").appendString(name).append(":").append(value.json(), value.from(), value.to());
    }
}
