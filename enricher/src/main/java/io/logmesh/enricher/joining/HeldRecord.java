package io.logmesh.enricher.joining;

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

    /** About what it takes in the heap. */
    int bytes() {
        int bytes = 200 + value.length;
        for (var header : headers) {
            bytes += 60 + header.name().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }
}
