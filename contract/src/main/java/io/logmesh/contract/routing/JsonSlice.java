package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One value in a text that has passed a {@link JsonScanner}, opened level by level: its members and elements are slices
 * again, and nothing below them has been looked at.
 */
record JsonSlice(byte[] json, int from, int to) {

    boolean isObject() {
        return json[from] == '{';
    }

    boolean isArray() {
        return json[from] == '[';
    }

    boolean isString() {
        return json[from] == '"';
    }

    boolean isNull() {
        return json[from] == 'n';
    }

    /** Of a string, the text; of anything else, its JSON. */
    String text() {
        return isString()
                ? JsonText.decode(json, from + 1, to - 1)
                : new String(json, from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether nothing is in an object or array. */
    boolean isEmpty() {
        var scanner = new JsonScanner().reset(json, from, to);
        return scanner.beginObject() ? !scanner.nextMember() : scanner.beginArray() && !scanner.nextElement();
    }

    /** The member of an object by that name, of several the last; null where there is none. Nothing else is decoded. */
    JsonSlice member(String name, JsonScanner scanner) {
        JsonSlice found = null;
        scanner.reset(json, from, to).beginObject();
        while (scanner.nextMember()) {
            boolean isWanted = JsonText.equals(json, scanner.keyStart(), scanner.keyEnd(), name);
            scanner.skipValue();
            if (isWanted) {
                found = new JsonSlice(json, scanner.valueStart(), scanner.valueEnd());
            }
        }
        return found;
    }

    /** The members of an object; of two with the same name, the last. */
    Map<String, JsonSlice> members() {
        return members(Integer.MAX_VALUE).orElseThrow();
    }

    /** The same; nothing where there are more than {@code most}. */
    Optional<Map<String, JsonSlice>> members(int most) {
        var scanner = new JsonScanner().reset(json, from, to);
        var members = new LinkedHashMap<String, JsonSlice>();
        scanner.beginObject();
        while (scanner.nextMember()) {
            if (members.size() == most) {
                return Optional.empty();
            }
            var name = JsonText.decode(json, scanner.keyStart(), scanner.keyEnd());
            scanner.skipValue();
            members.put(name, new JsonSlice(json, scanner.valueStart(), scanner.valueEnd()));
        }
        return Optional.of(members);
    }

    List<JsonSlice> elements() {
        return elements(Integer.MAX_VALUE).orElseThrow();
    }

    /** The elements of an array; nothing where there are more than {@code most}. */
    Optional<List<JsonSlice>> elements(int most) {
        var scanner = new JsonScanner().reset(json, from, to);
        var elements = new ArrayList<JsonSlice>();
        scanner.beginArray();
        while (scanner.nextElement()) {
            if (elements.size() == most) {
                return Optional.empty();
            }
            scanner.skipValue();
            elements.add(new JsonSlice(json, scanner.valueStart(), scanner.valueEnd()));
        }
        return Optional.of(elements);
    }
}
