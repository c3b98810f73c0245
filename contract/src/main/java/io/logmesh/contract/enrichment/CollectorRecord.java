package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;
import java.nio.charset.StandardCharsets;

/**
 * A collector's record, and the peace between its names and the mesh's. A member that has a mesh field's name and
 * meaning is made use of; one with another meaning or type moves, unchanged, to {@code fields}.
 */
final class CollectorRecord {

    private final JsonScanner scanner = new JsonScanner();
    private final TimeReader timeReader = new TimeReader();
    private final Members<CollectorField> members = new Members<>(CollectorField.class, CollectorField::text);
    private final TraceContext<CollectorField> traces = new TraceContext<>(
            CollectorField.TRACE_IDS, CollectorField.SPAN_IDS, CollectorField.TRACEPARENT, CollectorField.DATADOG);
    private int depth;

    /** Whether {@code value} is a JSON object; if so, this is it from now on. */
    boolean read(byte[] value) {
        try {
            if (!scanner.reset(value).beginObject()) {
                return false;
            }
            members.read(scanner, value);
            depth = scanner.deepest() - 1;
            return scanner.atEnd();
        } catch (MalformedJsonException _) {
            return false;
        }
    }

    Members<CollectorField> members() {
        return members;
    }

    /** Whether it is nothing but a line, as of what was no JSON object and is wrapped. */
    boolean isBareText() {
        return members.has(CollectorField.LOG) && members.places() == (members.has(CollectorField.TRUNCATED) ? 2 : 1);
    }

    /** How deep objects and lists lie in one another, from a member on. */
    int depth() {
        return depth;
    }

    /** The member that holds the text, or null. */
    CollectorField textField() {
        for (var field : CollectorField.TEXTS) {
            if (members.has(field) && members.value(field).isString()) {
                return field;
            }
        }
        return null;
    }

    /** When the collector read the line, in milliseconds since the epoch, or NONE where it does not credibly say so. */
    long time(Event event) {
        for (var field : CollectorField.TIMES) {
            if (members.has(field)) {
                long time = timeReader.ofJson(members.value(field));
                if (time != TimeReader.NONE && event.isCredible(time)) {
                    return time;
                }
                event.oddities.add(time == TimeReader.NONE ? Oddity.UNREADABLE_TIME : Oddity.ABSURD_TIME);
            }
        }
        return TimeReader.NONE;
    }

    /** Takes out every member with a name that is not its own to have, and puts what it says into the event or the fields. */
    void settleNames(Origin origin, Event event, Fields fields) {
        settleFields(fields);
        for (var field : CollectorField.MESH) {
            if (members.has(field)) {
                if (!isUsed(field, members.value(field), origin, event)) {
                    move(field, fields);
                }
                members.remove(field);
            }
        }
        for (var field : CollectorField.RESERVED) {
            if (members.has(field)) {
                move(field, fields);
                members.remove(field);
            }
        }
        if (members.has(CollectorField.SEVERITY)) {
            event.offerLevel(Level.ofJson(members.value(CollectorField.SEVERITY)));
        }
        traces.offer(members, false, event);
    }

    /** Puts a member among the fields, as it is. */
    void move(CollectorField field, Fields fields) {
        fields.keep(nameOf(field), members.value(field));
    }

    private boolean isUsed(CollectorField field, Slice value, Origin origin, Event event) {
        return switch (field) {
            case TIMESTAMP -> event.isCredible(timeReader.ofJson(value));
            case INGEST_TS -> timeReader.ofJson(value) != TimeReader.NONE;
            case SOURCE -> isText(value, origin.source());
            case EVENT_ID -> isText(value, origin.id());
            case LEVEL -> event.offerLevel(Level.ofJson(value));
            case MESSAGE -> isTheText(value);
            case TRACE_ID -> value.isString() && event.offerTraceId(TraceIds.ofJson(value));
            case SPAN_ID -> value.isString() && event.offerSpanId(TraceIds.ofJson(value));
            case QUOTA, INDEX, LINES, COVERS, OWNER -> false;
            case TRUNCATED -> isTruncationMark(value, event);
            default -> throw new IllegalStateException(field + " is no mesh field");
        };
    }

    /** The members of an object {@code fields} stay where they are; one of another type goes inside. */
    private void settleFields(Fields fields) {
        if (!members.has(CollectorField.FIELDS)) {
            return;
        }
        var value = members.value(CollectorField.FIELDS);
        if (scanner.reset(value.bytes(), value.from(), value.to()).beginObject()) {
            fields.keepAll(scanner, value.bytes());
        } else {
            move(CollectorField.FIELDS, fields);
        }
        members.remove(CollectorField.FIELDS);
    }

    private boolean isTheText(Slice message) {
        var text = textField();
        return text == CollectorField.MESSAGE
                || (text != null && members.value(text).sameAs(message));
    }

    private static boolean isText(Slice value, String text) {
        return value.isString() && value.unquoted().sameAs(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isTruncationMark(Slice value, Event event) {
        event.truncated = value.bytes()[value.from()] == 't';
        return event.truncated || value.bytes()[value.from()] == 'f';
    }

    private static Slice nameOf(CollectorField field) {
        byte[] name = field.text().getBytes(StandardCharsets.UTF_8);
        return new Slice(name, 0, name.length);
    }
}
