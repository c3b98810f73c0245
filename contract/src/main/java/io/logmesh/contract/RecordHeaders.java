package io.logmesh.contract;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Reads and writes the mesh's headers on a Kafka record. */
public final class RecordHeaders {

    /** The longest that the two lengths of a header can be. */
    private static final int FRAME_BYTES = 10;

    /** The longest UTF-8 of one char. */
    private static final int CHAR_BYTES = 3;

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
            if (header.value() == null) {
                texts.remove(header.key());
            } else {
                texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /** What {@code header} takes in a message, in bytes: at most that. */
    public static long size(Header header) {
        return FRAME_BYTES
                + (long) header.key().length() * CHAR_BYTES
                + (header.value() == null ? 0 : header.value().length);
    }

    /** Adds a header. */
    public static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets a header, in place of any of that name that the record came with. */
    public static void set(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The ingest time in milliseconds since the epoch, or -1 where the header is missing or no such number. */
    public static long ingestTs(Headers headers) {
        return time(headers, HeaderNames.INGEST_TS);
    }

    /** When the event happened, in milliseconds since the epoch; {@code ingestTs} where the header does not say. */
    public static long eventTs(Headers headers, long ingestTs) {
        long time = time(headers, HeaderNames.EVENT_TS);
        return time < 0 ? ingestTs : time;
    }

    private static long time(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? -1 : ingestTs(header.value());
    }

    /** The same, of the header's value, which may be null. */
    public static long ingestTs(byte[] digits) {
        if (digits == null || digits.length == 0 || digits.length > 18) {
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
