package io.logmesh.contract.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes JSON into what CEL calculates with: String, Long, Double, Boolean, List, Map. A null member is an absent one. A few
 * bytes of JSON may take a hundred once decoded, so what holds more than {@link #MOST} values is not.
 */
final class JsonValues {

    /** As many as CEL goes through in {@code all}, {@code exists} and the like. */
    static final int MOST = 10_000;

    private int left = MOST;

    private JsonValues() {}

    /** Nothing where it holds too many. */
    static Optional<Map<String, Object>> object(JsonSlice slice) {
        try {
            return Optional.of(new JsonValues().members(slice));
        } catch (TooManyValuesException _) {
            return Optional.empty();
        }
    }

    /** Nothing where it is null, or holds too many. */
    static Optional<Object> value(JsonSlice slice) {
        try {
            return slice.isNull() ? Optional.empty() : Optional.of(new JsonValues().decode(slice));
        } catch (TooManyValuesException _) {
            return Optional.empty();
        }
    }

    private Map<String, Object> members(JsonSlice slice) {
        var values = new LinkedHashMap<String, Object>();
        var members = slice.members(left).orElseThrow(TooManyValuesException::new);
        left -= members.size();
        members.forEach((name, member) -> {
            if (!member.isNull()) {
                values.put(name, decode(member));
            }
        });
        return values;
    }

    private List<Object> elements(JsonSlice slice) {
        var values = new ArrayList<>();
        var elements = slice.elements(left).orElseThrow(TooManyValuesException::new);
        left -= elements.size();
        for (var element : elements) {
            if (!element.isNull()) {
                values.add(decode(element));
            }
        }
        return values;
    }

    private Object decode(JsonSlice slice) {
        return switch (slice.json()[slice.from()]) {
            case '{' -> members(slice);
            case '[' -> elements(slice);
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

    private static final class TooManyValuesException extends RuntimeException {
        TooManyValuesException() {
            super(null, null, false, false);
        }
    }
}
