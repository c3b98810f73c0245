package io.logmesh.contract.catalog;

import io.logmesh.contract.json.JsonBuffer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a namespace or a pod; anything may be missing. As the value of a message it is JSON:
 *
 * <pre>{@code {"team":"shop","service":"cart","version":"1.2","zone":"eu-1a","labels":{"tier":"front"},"by":"kubernetes"}}</pre>
 *
 * @param texts by what they say
 * @param labels chosen labels
 * @param watched whether the watcher wrote it ({@code "by":"kubernetes"}), which leaves alone what others wrote
 */
public record CatalogEntry(Map<OwnerField, String> texts, SortedMap<String, String> labels, boolean watched) {

    /** A longer value is refused, in bytes. */
    public static final int MAX_BYTES = 16 * 1024;

    public static final String LABELS = "labels";

    static final String BY = "by";
    static final String KUBERNETES = "kubernetes";

    public CatalogEntry {
        var ordered = new EnumMap<OwnerField, String>(OwnerField.class);
        ordered.putAll(texts);
        texts = Collections.unmodifiableMap(ordered);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /**
     * Reads the value of a message. Members with other names are left aside, for a later release may have written them.
     *
     * @throws InvalidEntryException where it is not what is described above, or beyond a limit
     */
    public static CatalogEntry read(byte[] value) throws InvalidEntryException {
        return new EntryReader(value, false).read();
    }

    /** As {@link #read}, of what a person wrote: a member that has no meaning is refused. */
    public static CatalogEntry readStrictly(byte[] value) throws InvalidEntryException {
        return new EntryReader(value, true).read();
    }

    /** Whether it says nothing of its subject. */
    public boolean isEmpty() {
        return texts.isEmpty() && labels.isEmpty();
    }

    /** What this says, field by field and label by label, and what {@code other} says where this says nothing. */
    public CatalogEntry over(CatalogEntry other) {
        var allTexts = new EnumMap<OwnerField, String>(OwnerField.class);
        allTexts.putAll(other.texts);
        allTexts.putAll(texts);
        var allLabels = new TreeMap<>(other.labels);
        allLabels.putAll(labels);
        return new CatalogEntry(allTexts, allLabels, watched);
    }

    /** The value of a message. */
    public byte[] toJson() {
        var json = members();
        if (watched) {
            separated(json).append('"' + BY + "\":\"" + KUBERNETES + '"');
        }
        return json.append((byte) '}').toByteArray();
    }

    /** What a record gets to say, as a JSON object. */
    byte[] toOwner() {
        return members().append((byte) '}').toByteArray();
    }

    private JsonBuffer members() {
        var json = new JsonBuffer(256).append((byte) '{');
        texts.forEach((field, text) -> write(json, field.key(), text));
        if (!labels.isEmpty()) {
            separated(json).append('"' + LABELS + "\":{");
            labels.forEach((name, text) -> write(json, name, text));
            json.append((byte) '}');
        }
        return json;
    }

    private static void write(JsonBuffer json, String name, String text) {
        separated(json).appendString(name).append((byte) ':').appendString(text);
    }

    private static JsonBuffer separated(JsonBuffer json) {
        return json.array()[json.length() - 1] == '{' ? json : json.append((byte) ',');
    }
}
