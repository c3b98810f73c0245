package io.logmesh.contract.routing;

import io.logmesh.contract.RecordId;
import io.logmesh.contract.sources.RecordVariables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What routing sees in a message, for whoever has to explain what {@link Routing} decides. It holds all of it at once,
 * which routing itself never does.
 *
 * @param records in the order of the message, and of routing's outcomes; at least one
 */
public record Inspection(Form form, List<Inspected> records) {

    /** What was done to the message to get records out of it. */
    public enum Form {
        /** It is one JSON object, which passes as it came. */
        UNTOUCHED,
        /** It is one JSON object once what is no UTF-8 in it is replaced. */
        REPAIRED,
        /** It became the text of a record. */
        WRAPPED,
        /** It is an array, several objects, or an OTLP export. */
        SPLIT
    }

    /**
     * One record of the message.
     *
     * @param id as in {@link Outcome#id}
     * @param ingestTs in milliseconds since the epoch
     * @param bytes its length before it is cut to the limit
     * @param variables what expressions see of it
     */
    public record Inspected(String id, long ingestTs, IngestOrigin ingestOrigin, int bytes, RecordVariables variables) {

        /** Whether it is cut to {@link Routing#MAX_VALUE_BYTES}. */
        public boolean truncated() {
            return bytes > Routing.MAX_VALUE_BYTES;
        }
    }

    /** Never throws, whatever the message is. */
    public static Inspection of(RawRecord raw) {
        byte[] value = raw.value() == null ? new byte[0] : raw.value();
        var layout = new RecordLayout();
        if (layout.read(value) && !layout.has(Field.OTLP_EXPORT)) {
            return new Inspection(Form.UNTOUCHED, List.of(inspect(raw, value, -1)));
        }
        var message = new MessageSplitter(new SizeLimit()).split(value);
        var records = new ArrayList<Inspected>();
        for (var record : message.records()) {
            records.add(inspect(raw, record, message.several() ? records.size() : -1));
        }
        return new Inspection(form(value, message), List.copyOf(records));
    }

    private static Form form(byte[] value, MessageSplitter.Message message) {
        if (message.several()) {
            return Form.SPLIT;
        }
        var repaired = new String(value, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(repaired, message.records().getFirst()) ? Form.REPAIRED : Form.WRAPPED;
    }

    private static Inspected inspect(RawRecord raw, byte[] json, int index) {
        var layout = new RecordLayout();
        layout.read(json);
        long ingestTs = IngestTime.of(layout, raw.timestamp());
        var id = RecordId.of(ingestTs, raw.topic(), raw.partition(), raw.offset());
        return new Inspected(
                index < 0 ? id : RecordId.part(id, index),
                ingestTs,
                IngestTime.origin(layout, raw.timestamp()),
                json.length,
                new RecordView().of(raw, layout));
    }
}
