package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.json.MalformedJsonException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where in a record's bytes the fields stand that routing may ask for. Found by one pass that decodes nothing; one
 * instance serves record after record.
 */
final class RecordLayout {

    private static final Field[] TEXT_FIELDS = {Field.LOG, Field.MESSAGE, Field.JOURNAL_MESSAGE, Field.BODY};

    private static final Field[] MAP_FIELDS = {Field.LABELS, Field.ANNOTATIONS};

    private final JsonScanner scanner = new JsonScanner();
    private final int[] starts = new int[Field.values().length];
    private final int[] ends = new int[Field.values().length];
    private final KnownContainers containers = new KnownContainers();
    private ContainerMetadata container;
    private int containersRead;
    private final FlatMaps flatMaps = new FlatMaps();
    private final Map<Field, byte[]> gathered = new EnumMap<>(Field.class);
    private boolean hasFlatMetadata;
    private byte[] json = new byte[0];
    private int end;

    /** Reads {@code value}; false where it is anything else than one JSON object. */
    boolean read(byte[] value) {
        json = value;
        Arrays.fill(starts, -1);
        container = null;
        containersRead = 0;
        hasFlatMetadata = false;
        forgetFlatMaps();
        try {
            scanner.reset(value);
            if (!scanner.beginObject()) {
                return false;
            }
            readRecord();
            end = scanner.position();
            if (!flatMaps.isEmpty()) {
                placeFlatMaps();
            }
            return scanner.atEnd();
        } catch (MalformedJsonException _) {
            return false;
        }
    }

    private void readRecord() {
        while (scanner.nextMember()) {
            var field = name(FieldNames.RECORD);
            if (field == Field.KUBERNETES && scanner.peek() == '{') {
                readKubernetes();
            } else if (field == Field.ATTRIBUTES && scanner.beginObject()) {
                readAttributes();
            } else if (field == null) {
                readFlat();
            } else {
                take(field);
            }
        }
    }

    private void readKubernetes() {
        int from = scanner.position();
        containersRead++;
        container = containers.find(json, from);
        if (container == null) {
            scanner.beginObject();
            readMetadata();
            container = containers.add(this, from, scanner.position());
        } else {
            scanner.pass(container.length());
            container.place(this, from);
        }
    }

    private void readMetadata() {
        while (scanner.nextMember()) {
            var field = name(FieldNames.KUBERNETES);
            if (field == null) {
                scanner.skipValue();
            } else {
                take(field);
            }
        }
    }

    private void readAttributes() {
        while (scanner.nextMember()) {
            readFlat();
        }
    }

    /** What the collector put into {@code kubernetes} or beside it outranks the same thing in flat attributes. */
    private void readFlat() {
        var field = name(FieldNames.SEMANTIC_CONVENTIONS);
        if (field != null && !has(field)) {
            take(field);
            hasFlatMetadata |= field != Field.STREAM;
        } else {
            int keyStart = scanner.keyStart();
            int keyEnd = scanner.keyEnd();
            scanner.skipValue();
            flatMaps.add(json, keyStart, keyEnd, scanner.valueStart(), scanner.valueEnd());
        }
    }

    private void placeFlatMaps() {
        for (var field : MAP_FIELDS) {
            byte[] object = flatMaps.object(field);
            if (object.length > 0 && !has(field)) {
                gathered.put(field, object);
                place(field, 0, object.length);
                hasFlatMetadata = true;
            }
        }
    }

    private void forgetFlatMaps() {
        if (!flatMaps.isEmpty()) {
            flatMaps.clear();
            gathered.clear();
        }
    }

    private Field name(FieldNames names) {
        return names.find(json, scanner.keyStart(), scanner.keyEnd());
    }

    private void take(Field field) {
        scanner.skipValue();
        place(field, scanner.valueStart(), scanner.valueEnd());
    }

    void place(Field field, int start, int end) {
        starts[slot(field)] = start;
        ends[slot(field)] = end;
    }

    /** The ordinal as an index, since this is asked several times for every record. */
    @SuppressWarnings("EnumOrdinal")
    private static int slot(Field field) {
        return field.ordinal();
    }

    byte[] json() {
        return json;
    }

    /** The bytes that the value of this field stands in, which are others than the record's where it was gathered. */
    byte[] json(Field field) {
        return gathered.isEmpty() ? json : gathered.getOrDefault(field, json);
    }

    /** Behind the closing brace. */
    int end() {
        return end;
    }

    int start(Field field) {
        return starts[slot(field)];
    }

    int end(Field field) {
        return ends[slot(field)];
    }

    boolean has(Field field) {
        return start(field) >= 0;
    }

    boolean hasText(Field field) {
        return begins(field, '"');
    }

    /** The metadata that all fields of the container come from; null where it is not kept, or some stand elsewhere. */
    ContainerMetadata container() {
        return containersRead == 1 && !hasFlatMetadata ? container : null;
    }

    /** Whether the value of that field begins with this byte, which tells its type. */
    boolean begins(Field field, char first) {
        return has(field) && json(field)[start(field)] == first;
    }

    /** The field that holds the record's text, or null where none does. */
    Field textField() {
        for (var field : TEXT_FIELDS) {
            if (hasText(field)) {
                return field;
            }
        }
        return null;
    }

    /** That field, which must be a string, decoded. */
    String text(Field field) {
        return JsonText.decode(json, start(field) + 1, end(field) - 1);
    }
}
