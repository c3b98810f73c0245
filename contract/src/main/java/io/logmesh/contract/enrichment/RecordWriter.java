package io.logmesh.contract.enrichment;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.json.Utf8;
import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;

/** Splices an enriched record: the mesh's fields, then the collector's members as they came, then {@code fields}. */
final class RecordWriter {

    private static final byte[] INGEST_TS = key(RecordFields.INGEST_TS);
    private static final byte[] SOURCE = key(RecordFields.SOURCE);
    private static final byte[] EVENT_ID = key(RecordFields.EVENT_ID);
    private static final byte[] QUOTA = key(RecordFields.QUOTA);
    private static final byte[] INDEX = key(RecordFields.INDEX);
    private static final byte[] LINES = key(RecordFields.LINES);
    private static final byte[] COVERS = key(RecordFields.COVERS);
    private static final byte[] LEVEL = key(RecordFields.LEVEL);
    private static final byte[] MESSAGE = key(RecordFields.MESSAGE);
    private static final byte[] TRACE_ID = key(RecordFields.TRACE_ID);
    private static final byte[] SPAN_ID = key(RecordFields.SPAN_ID);
    private static final byte[] OWNER = key(RecordFields.OWNER);
    private static final byte[] TRUNCATED =
            (",\"" + RecordFields.TRUNCATED + "\":true").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LOG = key(RecordFields.LOG);
    private static final byte[] FIELDS = key(RecordFields.FIELDS);
    private static final byte[] TIMESTAMP =
            ("{\"" + RecordFields.TIMESTAMP + "\":").getBytes(StandardCharsets.US_ASCII);

    private final JsonBuffer out = new JsonBuffer(4096);
    private final IsoTime isoTime = new IsoTime();
    private int marksAt;

    /**
     * The record, in at most {@code limit} bytes if leaving out the fields and cutting the message is enough for that.
     *
     * @param line the JSON string to write as {@code log}, or null for none
     */
    byte[] write(Origin origin, Event event, OwnMembers members, Slice line, Fields fields, int limit) {
        splice(origin, event, members, line, fields);
        if (out.length() > limit) {
            event.truncated = true;
            fields.leaveOutAll();
            splice(origin, event, members, line, fields);
        }
        if (out.length() > limit && event.message != null) {
            cutMessage(event, out.length() - limit);
            splice(origin, event, members, line, fields);
        }
        return out.toByteArray();
    }

    /** Where in the record that was written last its marks stand, or would. */
    int marksAt() {
        return marksAt;
    }

    private void splice(Origin origin, Event event, OwnMembers members, Slice line, Fields fields) {
        isoTime.write(out.clear().append(TIMESTAMP), event.time());
        isoTime.write(out.append(INGEST_TS), origin.ingestTs());
        out.append(SOURCE).appendString(origin.source());
        out.append(EVENT_ID).appendString(origin.id());
        marksAt = out.length();
        writeMarks(origin.marks());
        if (!origin.covers().isEmpty()) {
            out.append(LINES).append(Integer.toString(origin.lines()));
            out.append(COVERS).appendString(origin.covers());
        }
        writeFindings(event);
        members.writeTo(out);
        if (line != null) {
            out.append(LOG).append(line.bytes(), line.from(), line.to());
        }
        if (!fields.isEmpty()) {
            fields.writeTo(out.append(FIELDS));
        }
        out.append((byte) '}');
    }

    /** Directly behind the id, where the audit looks for them. */
    private void writeMarks(Marks marks) {
        if (marks.overQuota()) {
            out.append(QUOTA).appendString(HeaderNames.QUOTA_OVER);
        }
        if (marks.archivedOnly()) {
            out.append(INDEX).appendString(HeaderNames.INDEX_NO);
        }
    }

    private void writeFindings(Event event) {
        if (event.level() != null) {
            out.append(LEVEL).appendString(event.level().word());
        }
        if (event.message != null) {
            out.append(MESSAGE);
            JsonText.writeBytes(out, event.message.bytes(), event.message.from(), event.message.to());
        }
        writeId(TRACE_ID, event.traceId());
        writeId(SPAN_ID, event.spanId());
        if (event.truncated) {
            out.append(TRUNCATED);
        }
        if (event.owner.json().length > 0) {
            out.append(OWNER).append(event.owner.json());
        }
    }

    /** Ids consist of digits, letters and hyphens, which need no escape. */
    private void writeId(byte[] key, Slice id) {
        if (id != null) {
            out.append(key).append((byte) '"');
            out.append(id.bytes(), id.from(), id.to()).append((byte) '"');
        }
    }

    /** Every byte that the message loses makes the record shorter by one at least. */
    private static void cutMessage(Event event, int excess) {
        var message = event.message;
        int end = message.to() - Math.min(excess, message.length());
        int cut = Math.max(message.from(), Utf8.floor(message.bytes(), end));
        event.message = new Slice(message.bytes(), message.from(), cut);
    }

    private static byte[] key(String name) {
        return (",\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }
}
