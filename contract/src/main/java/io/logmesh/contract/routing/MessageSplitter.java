package io.logmesh.contract.routing;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes JSON objects of whatever else a message may be: an array, several objects one behind the other (NDJSON), an
 * OTLP export, text, nothing. All of it comes out: an element that is no object, an empty array and an empty message
 * become records with that text.
 */
final class MessageSplitter {

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
            var records = new ArrayList<byte[]>();
            boolean several = scanner.beginArray() ? elements(value, records) : objects(value, records);
            return records.isEmpty() ? null : new Message(records, several);
        } catch (MalformedJsonException _) {
            return null;
        }
    }

    private boolean elements(byte[] value, List<byte[]> records) {
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

    private boolean objects(byte[] value, List<byte[]> records) {
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
    private boolean object(byte[] value, List<byte[]> records) {
        var exported = otlp.split(value, scanner.valueStart(), scanner.valueEnd());
        if (exported.isEmpty()) {
            records.add(Arrays.copyOfRange(value, scanner.valueStart(), scanner.valueEnd()));
        }
        return records.addAll(exported);
    }
}
