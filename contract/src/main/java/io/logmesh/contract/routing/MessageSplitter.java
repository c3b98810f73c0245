package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.contract.json.Utf8;
import io.logmesh.contract.routing.Parts.TooManyPartsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes JSON objects of whatever else a message may be: an array, several objects one behind the other (NDJSON), an
 * OTLP export, text, nothing. All of it comes out: an element that is no object, an empty array and an empty message
 * become records with that text. A message in more parts than {@link Parts#MAX}, which no collector sends, is taken for
 * text and cut into chunks: what comes of one message must fit the memory of who routes it.
 */
final class MessageSplitter {

    /** Short enough to stay below {@link Routing#MAX_VALUE_BYTES} when its quotes are escaped. */
    private static final int CHUNK_BYTES = 256 * 1024;

    /**
     * @param records JSON objects; at least one
     * @param several whether they are parts, and need an index each, or the message is one record; a message's form
     *     decides this, not how many records are in it
     */
    record Message(List<byte[]> records, boolean several) {}

    private final JsonScanner scanner = new JsonScanner();
    private final OtlpExport otlp = new OtlpExport();
    private final SizeLimit sizeLimit;

    MessageSplitter(SizeLimit sizeLimit) {
        this.sizeLimit = sizeLimit;
    }

    Message split(byte[] value) {
        try {
            return splitOrWrap(value);
        } catch (TooManyPartsException _) {
            return new Message(chunks(value), true);
        }
    }

    private List<byte[]> chunks(byte[] value) {
        var chunks = new ArrayList<byte[]>();
        int from = 0;
        while (from < value.length) {
            int to = value.length - from <= CHUNK_BYTES ? value.length : Utf8.floor(value, from + CHUNK_BYTES);
            chunks.add(sizeLimit.wrap(Arrays.copyOfRange(value, from, to)));
            from = to;
        }
        return chunks;
    }

    private Message splitOrWrap(byte[] value) {
        var message = splitJson(value);
        if (message == null) {
            // Some collectors pass a program's invalid UTF-8 on inside their JSON; repaired, it is worth another look.
            byte[] repaired = new String(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            message = Arrays.equals(value, repaired) ? null : splitJson(repaired);
        }
        return message == null ? new Message(List.of(sizeLimit.wrap(value)), false) : message;
    }

    /** Null where {@code value} is no array and no objects, or where nothing is in it. */
    private Message splitJson(byte[] value) {
        try {
            scanner.reset(value);
            var records = new Parts();
            boolean several = scanner.beginArray() ? elements(value, records) : objects(value, records);
            return records.size() == 0 ? null : new Message(records.all(), several);
        } catch (MalformedJsonException _) {
            return null;
        }
    }

    private boolean elements(byte[] value, Parts records) {
        while (scanner.nextElement()) {
            int first = scanner.peek();
            scanner.skipValue();
            if (first == '{') {
                object(value, records);
            } else if (first == '"') {
                records.add(sizeLimit.wrapString(value, scanner.valueStart(), scanner.valueEnd()));
            } else {
                records.add(sizeLimit.wrap(Arrays.copyOfRange(value, scanner.valueStart(), scanner.valueEnd())));
            }
        }
        if (!scanner.atEnd()) {
            throw new MalformedJsonException("more behind an array", scanner.position());
        }
        return true;
    }

    private boolean objects(byte[] value, Parts records) {
        boolean several = false;
        while (scanner.peek() == '{') {
            scanner.skipValue();
            several |= object(value, records) || records.size() > 1;
        }
        if (!scanner.atEnd()) {
            throw new MalformedJsonException("no object", scanner.position());
        }
        return several;
    }

    /** Adds the object just skipped, or what it holds where it is an OTLP export, and tells whether it is one. */
    private boolean object(byte[] value, Parts records) {
        int before = records.size();
        otlp.split(value, scanner.valueStart(), scanner.valueEnd(), records);
        boolean isExport = records.size() > before;
        if (!isExport) {
            records.add(Arrays.copyOfRange(value, scanner.valueStart(), scanner.valueEnd()));
        }
        return isExport;
    }
}
