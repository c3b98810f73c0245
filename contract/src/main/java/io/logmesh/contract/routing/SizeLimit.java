package io.logmesh.contract.routing;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.json.Utf8;
import java.nio.charset.StandardCharsets;

/** Makes records of text, and cuts what is longer than {@link Routing#MAX_VALUE_BYTES}, marking it as truncated. */
final class SizeLimit {

    private static final byte[] LOG = ascii("{\"" + RecordFields.LOG + "\":");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] TRUNCATED = ascii(",\"" + RecordFields.TRUNCATED + "\":true");

    private final JsonBuffer buffer = new JsonBuffer(1024);
    private final RecordLayout wrapped = new RecordLayout();

    /** {@code {"log":"<text>"}}; what is no UTF-8 in it becomes replacement characters. */
    byte[] wrap(byte[] text) {
        int length = Utf8.floor(text, Routing.MAX_VALUE_BYTES);
        var repaired = new String(text, 0, length, StandardCharsets.UTF_8);
        buffer.clear().append(LOG);
        JsonText.write(buffer, repaired);
        return buffer.append((byte) '}').toByteArray();
    }

    /** {@code {"log":<string>}}, of a string as it stands in JSON, its quotes included. */
    byte[] wrapString(byte[] json, int from, int to) {
        return buffer.clear()
                .append(LOG)
                .append(json, from, to)
                .append((byte) '}')
                .toByteArray();
    }

    /**
     * The record itself where it is short enough. Else its text is cut; a record that is too long without its text is
     * taken for text as a whole.
     */
    byte[] fit(RecordLayout record) {
        if (record.json().length <= Routing.MAX_VALUE_BYTES) {
            return record.json();
        }
        if (record.has(Field.TRUNCATED) && !isMarked(record)) {
            wrapped.read(marked(record));
            return fit(wrapped);
        }
        var text = record.textField();
        int marker = isMarked(record) ? 0 : TRUNCATED.length;
        int excess = record.end() + marker - Routing.MAX_VALUE_BYTES;
        if (text != null && record.end(text) - record.start(text) - 2 >= excess) {
            return cut(record, text, Math.max(excess, 0), marker);
        }
        wrapped.read(wrap(record.json()));
        return fit(wrapped);
    }

    private static boolean isMarked(RecordLayout record) {
        return record.begins(Field.TRUNCATED, 't');
    }

    /** In place: Elasticsearch refuses a member that is there twice. */
    private byte[] marked(RecordLayout record) {
        return buffer.clear()
                .append(record.json(), 0, record.start(Field.TRUNCATED))
                .append(TRUE)
                .append(record.json(), record.end(Field.TRUNCATED), record.end())
                .toByteArray();
    }

    private byte[] cut(RecordLayout record, Field text, int excess, int marker) {
        byte[] json = record.json();
        int closingQuote = record.end(text) - 1;
        buffer.clear()
                .append(json, 0, JsonText.floor(json, record.start(text) + 1, closingQuote - excess))
                .append(json, closingQuote, record.end() - 1)
                .append(TRUNCATED, 0, marker)
                .append((byte) '}');
        return buffer.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
