package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/** Values by texts, found by the bytes that stand between the quotes of a JSON string. */
final class TextTable<V> {

    private static final int FIRST_SLOTS = 16;

    private record Entry<V>(byte[] text, V value) {}

    private Entry<V>[] slots = slots(FIRST_SLOTS);
    private int size;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <V> Entry<V>[] slots(int count) {
        return new Entry[count];
    }

    V computeIfAbsent(String text, Supplier<V> value) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        var found = slots[slot(utf8, 0, utf8.length)];
        if (found != null) {
            return found.value();
        }
        // At most half full, so that a text that is not there is soon found not to be there.
        if (2 * ++size > slots.length) {
            grow();
        }
        var entry = new Entry<>(utf8, value.get());
        slots[slot(utf8, 0, utf8.length)] = entry;
        return entry.value();
    }

    private void grow() {
        var old = slots;
        slots = slots(2 * old.length);
        for (var entry : old) {
            if (entry != null) {
                slots[slot(entry.text(), 0, entry.text().length)] = entry;
            }
        }
    }

    /** The value of the text that stands in {@code json} from {@code from} to {@code to}, or null. */
    V get(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                byte[] utf8 = JsonText.decode(json, from, to).getBytes(StandardCharsets.UTF_8);
                return find(utf8, 0, utf8.length);
            }
        }
        return find(json, from, to);
    }

    private V find(byte[] text, int from, int to) {
        var entry = slots[slot(text, from, to)];
        return entry == null ? null : entry.value();
    }

    /** Where that text stands, or would stand. */
    private int slot(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        int slot = (hash ^ hash >>> 16) & (slots.length - 1);
        while (slots[slot] != null
                && !Arrays.equals(slots[slot].text(), 0, slots[slot].text().length, text, from, to)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
