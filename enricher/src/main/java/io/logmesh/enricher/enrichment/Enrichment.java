package io.logmesh.enricher.enrichment;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Makes a record worth searching out of a collector's: finds its level, time, message, trace and fields, and adds them
 * to the collector's members, which stay as they are. It scans the record's bytes once and splices, without building
 * trees. Takes any bytes and never throws. Not thread-safe; reuse one for each thread.
 */
public final class Enrichment {

    /** What the mesh adds may make a record no larger than this: fields are left out, then the message is cut. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final Slice MESSAGE = ascii(RecordFields.MESSAGE);

    private final CollectorRecord record = new CollectorRecord();
    private final JsonBuffer text = new JsonBuffer(4096);
    private final Event event = new Event();
    private final Fields fields = new Fields();
    private final TextParser parser = new TextParser();
    private final RecordWriter writer = new RecordWriter();

    /** Enriches {@code value}; what is no JSON object is wrapped as {@code {"log": "<text>"}} before. */
    public Enriched enrich(byte[] value, Origin origin) {
        if (!record.read(value)) {
            record.read(wrapped(value));
        }
        event.reset(origin.ingestTs());
        fields.clear();
        var line = readText(origin);
        byte[] enriched = writer.write(origin, event, record.members(), line, fields, MAX_BYTES);
        return new Enriched(enriched, event.level(), event.format, fields.leftOut());
    }

    /** Fills event and fields. Returns the line as it was written, if no member of the record keeps it, else null. */
    private Slice readText(Origin origin) {
        long collected = record.time(event);
        var textField = record.textField();
        var line = textField == null ? null : record.members().value(textField);
        record.settleNames(origin, event, fields);
        if (line == null) {
            event.offerTime(collected);
            return null;
        }
        var plain = PlainText.of(line, text);
        parser.parse(plain, event, fields);
        event.offerTime(collected);
        return textField == CollectorField.MESSAGE && !event.message.sameAs(plain) ? keepLine(line) : null;
    }

    /** A message that lost its prefix must not lose it for good: the line goes where Fluentd's users look for it. */
    private Slice keepLine(Slice line) {
        if (record.members().has(CollectorField.LOG)) {
            fields.keep(MESSAGE, line);
            return null;
        }
        return line;
    }

    private static Slice ascii(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return new Slice(bytes, 0, bytes.length);
    }

    private static byte[] wrapped(byte[] value) {
        var json = new JsonBuffer(value.length + 16);
        json.append("{\"").append(RecordFields.LOG).append("\":");
        return json.appendString(new String(value, StandardCharsets.UTF_8))
                .append((byte) '}')
                .toByteArray();
    }
}
