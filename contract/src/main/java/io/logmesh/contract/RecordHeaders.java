package io.logmesh.contract;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/** Reads and writes the mesh's headers on a Kafka record. */
public final class RecordHeaders {

    private RecordHeaders() {}

    /** The text of the last header of that name, or null. */
    public static String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The text of the last header of each name; headers without a value are left out. */
    public static Map<String, String> texts(Headers headers) {
        var texts = new HashMap<String, String>();
        for (var header : headers) {
            var text = text(headers, header.key());
            if (text != null) {
                texts.put(header.key(), text);
            }
        }
        return texts;
    }

    /** Sets a header, in place of any of that name that the record came with. */
    public static void set(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The ingest time in milliseconds since the epoch, or -1 where the header is missing or no such number. */
    public static long ingestTs(Headers headers) {
        var header = headers.lastHeader(HeaderNames.INGEST_TS);
        return header == null || header.value() == null ? -1 : decimal(header.value());
    }

    private static long decimal(byte[] digits) {
        if (digits.length == 0 || digits.length > 18) {
            return -1;
        }
        long value = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }
}
