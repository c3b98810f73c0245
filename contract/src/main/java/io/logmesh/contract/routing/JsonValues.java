package io.logmesh.contract.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes JSON into what CEL calculates with: String, Long, Double, Boolean, List, Map. A null member is an absent one. */
final class JsonValues {

    private JsonValues() {}

    static Map<String, Object> object(JsonSlice slice) {
        var values = new LinkedHashMap<String, Object>();
        slice.members().forEach((name, member) -> {
            if (!member.isNull()) {
                values.put(name, value(member));
            }
        });
        return values;
    }

    private static List<Object> array(JsonSlice slice) {
        var values = new ArrayList<>();
        slice.elements().stream()
                .filter(element -> !element.isNull())
                .map(JsonValues::value)
                .forEach(values::add);
        return values;
    }

    private static Object value(JsonSlice slice) {
        return switch (slice.json()[slice.from()]) {
            case '{' -> object(slice);
            case '[' -> array(slice);
            case '"' -> slice.text();
            case 't' -> true;
            case 'f' -> false;
            default -> number(slice.text());
        };
    }

    private static Object number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            return Double.valueOf(text);
        }
    }
}
