package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an export says that has no place of its own in a record, such as {@code schemaUrl}, counts of what was dropped, and
 * whatever later versions of OTLP add: it goes into the member {@code otel} of each record, as it came, under the name of
 * the part of the export that it stood in. Immutable.
 */
final class OtlpRest {

    private record Part(String name, Map<String, JsonSlice> members, Set<String> known) {}

    private final List<Part> parts;

    /** Nothing. */
    OtlpRest() {
        this(List.of());
    }

    private OtlpRest(List<Part> parts) {
        this.parts = parts;
    }

    /** These, and those of {@code members} that are neither {@code known} nor what OTLP has for "not given". */
    OtlpRest with(String part, Map<String, JsonSlice> members, Set<String> known) {
        boolean any = members.entrySet().stream()
                .anyMatch(member -> !known.contains(member.getKey()) && !isDefault(member.getValue()));
        if (!any) {
            return this;
        }
        var more = new ArrayList<>(parts);
        more.add(new Part(part, members, known));
        return new OtlpRest(more);
    }

    /** Appends the member, with a comma before it, if there is anything to append. */
    void appendTo(JsonBuffer out) {
        if (parts.isEmpty()) {
            return;
        }
        var separator = ",\"otel\":{";
        for (var part : parts) {
            out.append(separator).appendString(part.name()).append(":");
            append(out, part);
            separator = ",";
        }
        out.append("}");
    }

    private static void append(JsonBuffer out, Part part) {
        var separator = "{";
        for (var member : part.members().entrySet()) {
            var value = member.getValue();
            if (!part.known().contains(member.getKey()) && !isDefault(value)) {
                out.append(separator).appendString(member.getKey()).append(":");
                out.append(value.json(), value.from(), value.to());
                separator = ",";
            }
        }
        out.append("}");
    }

    /** Whether it says nothing: protobuf does not tell a default value from none. */
    static boolean isDefault(JsonSlice value) {
        return switch (value.json()[value.from()]) {
            case 'n', 'f' -> true;
            case '0' -> value.to() - value.from() == 1;
            case '"' -> value.to() - value.from() == 2 || value.text().equals("0");
            case '[', '{' -> value.isEmpty();
            default -> false;
        };
    }
}
