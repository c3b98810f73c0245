package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.text.Slice;
import java.util.List;

/**
 * The object {@code fields} of a record in the making. A name that is taken is not overwritten: the collector's own
 * members come first, then what was parsed out of the text, which still stands in the text in any case.
 */
final class Fields {

    /** Elasticsearch takes 1000 fields in an index by default, and an index has many kinds of records. */
    static final int MAX_COUNT = 200;

    static final int MAX_BYTES = 512 * 1024;

    private final Names names = new Names(List.of());
    private final JsonBuffer members = new JsonBuffer(4096);
    private final Members<NoName> collected = new Members<>(NoName.class, NoName::name);
    private int leftOut;

    void clear() {
        names.clear();
        members.clear();
        leftOut = 0;
    }

    /** Adds a parsed field, unless its name is taken or there are too many or too large ones already. */
    void add(Slice name, Slice value) {
        if (names.contains(name)) {
            return;
        }
        if (names.count() >= MAX_COUNT || members.length() + name.length() + value.length() > MAX_BYTES) {
            leftOut++;
        } else {
            names.number(name);
            write(name, value);
        }
    }

    /** Adds a member of the collector's in any case; if its name is taken, with {@code _} behind the name. */
    void keep(Slice name, Slice value) {
        var free = name;
        while (names.contains(free)) {
            var longer = new JsonBuffer(free.length() + 1);
            longer.append(free.bytes(), free.from(), free.to()).append((byte) '_');
            free = new Slice(longer.array(), 0, longer.length());
        }
        names.number(free);
        write(free, value);
    }

    /** Keeps all members of the object that {@code scanner} has just begun; of those with the same name the last. */
    void keepAll(JsonScanner scanner, byte[] json) {
        collected.read(scanner, json);
        for (int place = 0; place < collected.places(); place++) {
            keep(collected.name(place), collected.value(place));
        }
    }

    /** How many fields were not added, for want of room. */
    int leftOut() {
        return leftOut;
    }

    /** Leaves out all, the collector's own included: the last resort for a record that is too large. */
    void leaveOutAll() {
        int all = leftOut + names.count();
        clear();
        leftOut = all;
    }

    boolean isEmpty() {
        return names.count() == 0;
    }

    /** Appends the JSON object. */
    void writeTo(JsonBuffer out) {
        out.append((byte) '{').append(members.array(), 0, members.length()).append((byte) '}');
    }

    private void write(Slice name, Slice value) {
        if (members.length() > 0) {
            members.append((byte) ',');
        }
        JsonText.writeBytes(members, name.bytes(), name.from(), name.to());
        members.append((byte) ':').append(value.bytes(), value.from(), value.to());
    }

    /** No name among the collector's fields means something to the mesh. */
    private enum NoName {}
}
