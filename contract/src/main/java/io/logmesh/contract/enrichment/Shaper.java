package io.logmesh.contract.enrichment;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.sources.Shape;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Gives a record the shape that its source asks for. Where nothing is said of particular fields, all that it costs is a
 * look at how long, how deep and how many they are.
 */
final class Shaper {

    /** A field that stands among {@code fields} once all that have their names by themselves do. */
    record Renamed(Slice name, Slice value) {}

    /** Rules are read anew now and then; those before are forgotten. */
    private static final int MOST = 4_096;

    private static final byte[] IN_FIELDS = (RecordFields.FIELDS + '.').getBytes(StandardCharsets.US_ASCII);

    private final IdentityHashMap<Shape, FieldRules> known = new IdentityHashMap<>();
    private final ValueLimits limits = new ValueLimits();
    private final JsonScanner scanner = new JsonScanner();
    private final JsonBuffer path = new JsonBuffer(256);
    private final List<Renamed> renamed = new ArrayList<>();

    /** The values that are not as they came, one behind the other, for as long as the record takes. */
    private final JsonBuffer changed = new JsonBuffer(1024);

    private Shape shape = Shape.DEFAULT;
    private FieldRules rules;
    private int dropped;
    private int leftOut;
    private int folded;

    void begin(Shape itsShape) {
        shape = itsShape;
        rules = shape.namesFields() ? rules(shape) : null;
        limits.begin(shape.maxDepth(), shape.maxLength());
        renamed.clear();
        changed.clear();
        dropped = leftOut = folded = 0;
    }

    int maxFields() {
        return shape.maxFields();
    }

    /** Counts parsed fields for which there is no room. */
    void leaveOut(int count) {
        leftOut += count;
    }

    /** Counts fields beyond their number, which go on as text. */
    void fold() {
        folded++;
    }

    /** Whether all members of that record stay as they are. */
    boolean leavesAlone(CollectorRecord record, int length) {
        return rules == null
                && record.members().places() <= shape.maxFields()
                && record.depth() <= shape.maxDepth()
                && length <= shape.maxLength();
    }

    /** The value of a member of the record as it is to be, or null where it is not to be there. */
    Slice member(Slice name, Slice value, boolean isText) {
        var shaped = value;
        if (rules != null) {
            path.clear().append(name.bytes(), name.from(), name.to());
            shaped = ruled(value, rules.keepsMembers());
        }
        return shaped == null || isText ? shaped : limits.within(shaped, 0, changed);
    }

    /** The same of one that the collector did not send: nobody's field is lost where it goes. */
    Slice made(Slice name, Slice value) {
        int before = dropped;
        var shaped = member(name, value, false);
        dropped = before;
        return shaped;
    }

    /** Whether {@code drop} names that member of the record. What {@code keep} leaves out is not dropped by that. */
    boolean drops(Slice name) {
        return rules != null && !rules.of(name).stays(true);
    }

    /** The same of a member of an object in the record, by its own path or by the object's. */
    boolean drops(Slice object, Slice name) {
        if (rules == null) {
            return false;
        }
        path.clear().append(object.bytes(), object.from(), object.to()).append((byte) '.');
        path.append(name.bytes(), name.from(), name.to());
        return !rules.of(slice(path, 0)).stays(!drops(object));
    }

    /** The value of a member of {@code fields} as it is to be, or null. */
    Slice field(Slice name, Slice value) {
        var shaped = value;
        if (rules != null) {
            path.clear().append(IN_FIELDS).append(name.bytes(), name.from(), name.to());
            shaped = ruled(value, rules.keepsFields());
        }
        return shaped == null ? null : limits.within(shaped, 1, changed);
    }

    /** What has been renamed, within the limits. */
    List<Renamed> renamed() {
        renamed.replaceAll(field -> new Renamed(field.name(), limits.within(field.value(), 1, changed)));
        return renamed;
    }

    /** What has been done to the record since it began. */
    Shaped shaped() {
        int asText = folded + limits.asText();
        boolean none = (dropped | renamed.size() | leftOut | limits.cut() | asText) == 0;
        return none ? Shaped.NONE : new Shaped(dropped, renamed.size(), leftOut, limits.cut(), asText);
    }

    /** Whether anything of it is lost that nobody asked to drop. */
    boolean hasLost() {
        return leftOut > 0 || limits.cut() > 0;
    }

    private FieldRules rules(Shape itsShape) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(itsShape, FieldRules::new);
    }

    /** Applies what is said of {@link #path} and of what lies inside, which counts for more. */
    private Slice ruled(Slice value, boolean stays) {
        var rule = rules.of(slice(path, 0));
        if (rule.name() != null || !rule.inner() || value.bytes()[value.from()] != '{') {
            return decided(rule, value, stays) ? value : null;
        }
        int start = changed.length();
        scanner.reset(value.bytes(), value.from(), value.to()).beginObject();
        return inner(value.bytes(), rule.stays(stays)) ? slice(changed, start) : null;
    }

    /** Writes the members that stay of the object that the scanner has begun; false where none does. */
    private boolean inner(byte[] json, boolean stays) {
        int outer = path.length();
        int start = changed.length();
        changed.append((byte) '{');
        while (scanner.nextMember()) {
            var key = new Slice(json, scanner.keyStart() - 1, scanner.keyEnd() + 1);
            path.truncate(outer).append((byte) '.');
            JsonText.decodeTo(path, json, scanner.keyStart(), scanner.keyEnd());
            innerMember(json, key, changed.length() > start + 1, stays);
        }
        boolean any = changed.length() > start + 1;
        changed.append((byte) '}').truncate(any ? changed.length() : start);
        return any;
    }

    private void innerMember(byte[] json, Slice key, boolean follows, boolean stays) {
        var rule = rules.of(slice(path, 0));
        int before = changed.length();
        changed.append(follows ? "," : "")
                .append(key.bytes(), key.from(), key.to())
                .append((byte) ':');
        boolean written;
        if (rule.inner() && rule.name() == null && scanner.beginObject()) {
            written = inner(json, rule.stays(stays));
        } else {
            scanner.skipValue();
            var value = new Slice(json, scanner.valueStart(), scanner.valueEnd());
            written = decided(rule, value, stays);
            changed.append(json, value.from(), written ? value.to() : value.from());
        }
        if (!written) {
            changed.truncate(before);
        }
    }

    /** Whether the value stays where it is. */
    private boolean decided(FieldRules.Rule rule, Slice value, boolean stays) {
        if (rule.name() != null) {
            renamed.add(new Renamed(rule.name(), value));
            return false;
        }
        boolean itStays = rule.stays(stays);
        dropped += itStays ? 0 : 1;
        return itStays;
    }

    private static Slice slice(JsonBuffer buffer, int from) {
        return new Slice(buffer.array(), from, buffer.length());
    }
}
