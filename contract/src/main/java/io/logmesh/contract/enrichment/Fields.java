package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The object {@code fields} of a record in the making. A name that is taken is not overwritten: the collector's own
 * members come first, then what was parsed out of the text, which still stands in the text in any case, then what has been
 * renamed.
 */
final class Fields {

    static final int MAX_BYTES = 512 * 1024;

    /** Holds, as the text of a JSON object, the collector's own that are beyond the number of fields. */
    private static final byte[] EXCESS = "excess".getBytes(StandardCharsets.US_ASCII);

    private final Shaper shaper;
    private final Names names = new Names(List.of());
    private final JsonBuffer members = new JsonBuffer(4096);
    private final JsonBuffer excess = new JsonBuffer(64);
    private final Members<NoName> collected = new Members<>(NoName.class, NoName::name);
    private int count;

    Fields(Shaper shaper) {
        this.shaper = shaper;
    }

    void clear() {
        names.clear();
        members.clear();
        excess.clear();
        count = 0;
    }

    /** Adds a parsed field, unless its name is taken or there are too many or too large ones already. */
    void add(Slice name, Slice value) {
        var shaped = names.contains(name) ? null : shaper.field(name, value);
        if (shaped == null) {
            return;
        }
        if (count >= shaper.maxFields() || members.length() + name.length() + shaped.length() > MAX_BYTES) {
            shaper.leaveOut(1);
        } else {
            count++;
            names.number(name);
            write(members, name, shaped);
        }
    }

    /** Adds a member of the collector's; if its name is taken, with {@code _} behind the name. */
    void keep(Slice name, Slice value) {
        var shaped = shaper.field(name, value);
        if (shaped != null) {
            put(name, shaped);
        }
    }

    /** Keeps all members of the object that {@code scanner} has just begun; of those with the same name the last. */
    void keepAll(JsonScanner scanner, byte[] json) {
        collected.read(scanner, json);
        for (int place = 0; place < collected.places(); place++) {
            keep(collected.name(place), collected.value(place));
        }
    }

    /** Keeps, as text, a field beyond the number that there may be. */
    void fold(Slice name, Slice value) {
        shaper.fold();
        write(excess, free(name), value);
    }

    /** Adds what comes last. There is nothing to add any more then. */
    void finish() {
        for (var field : shaper.renamed()) {
            put(field.name(), field.value());
        }
        if (excess.length() > 0) {
            var object = new JsonBuffer(excess.length() + 2);
            object.append((byte) '{').append(excess.array(), 0, excess.length()).append((byte) '}');
            var text = new JsonBuffer(object.length() * 2);
            JsonText.writeBytes(text, object.array(), 0, object.length());
            count++;
            write(members, free(new Slice(EXCESS, 0, EXCESS.length)), new Slice(text.array(), 0, text.length()));
        }
    }

    /** Leaves out all, the collector's own included: the last resort for a record that is too large. */
    void leaveOutAll() {
        shaper.leaveOut(names.count());
        clear();
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Appends the JSON object. */
    void writeTo(JsonBuffer out) {
        out.append((byte) '{').append(members.array(), 0, members.length()).append((byte) '}');
    }

    private void put(Slice name, Slice value) {
        if (count >= shaper.maxFields()) {
            fold(name, value);
        } else {
            count++;
            write(members, free(name), value);
        }
    }

    /** The name, or a longer one, that is not taken; now it is. */
    private Slice free(Slice name) {
        var free = name;
        while (names.contains(free)) {
            var longer = new JsonBuffer(free.length() + 1);
            longer.append(free.bytes(), free.from(), free.to()).append((byte) '_');
            free = new Slice(longer.array(), 0, longer.length());
        }
        names.number(free);
        return free;
    }

    private static void write(JsonBuffer out, Slice name, Slice value) {
        if (out.length() > 0) {
            out.append((byte) ',');
        }
        JsonText.writeBytes(out, name.bytes(), name.from(), name.to());
        out.append((byte) ':').append(value.bytes(), value.from(), value.to());
    }

    /** No name among the collector's fields means something to the mesh. */
    private enum NoName {}
}
