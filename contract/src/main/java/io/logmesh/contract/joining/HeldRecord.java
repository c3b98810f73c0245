package io.logmesh.contract.joining;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.enrichment.Marks;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A routed record that waits: all that is needed to pass it on as if it had not waited.
 *
 * @param id its identity, which is among the headers, too
 * @param timestamp Kafka's, in milliseconds since the epoch
 * @param offset where it stands in its partition of the input
 */
public record HeldRecord(String id, byte[] value, List<HeldHeader> headers, long timestamp, long offset) {

    /** One header; its value may be null. */
    public record HeldHeader(String name, byte[] value) {}

    /** What the router has decided about it, as its headers say it. */
    Marks marks() {
        return Marks.of(text(HeaderNames.QUOTA), text(HeaderNames.INDEX));
    }

    /** Of the last header of that name; null where there is none. */
    private String text(String name) {
        String text = null;
        for (var header : headers) {
            if (header.name().equals(name)) {
                text = header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
            }
        }
        return text;
    }

    /** About what it takes in the heap. */
    int bytes() {
        int bytes = 200 + value.length;
        for (var header : headers) {
            bytes += 60 + header.name().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }
}
