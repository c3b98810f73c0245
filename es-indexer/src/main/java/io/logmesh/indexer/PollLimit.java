package io.logmesh.indexer;

import io.logmesh.contract.RecordHeaders;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Bounds what one poll unpacks, to {@value #BYTES} bytes and one record. A fetch is bounded as it comes over the wire, but
 * megabytes of one letter come from a few kilobytes; and were {@code max.poll.records} so low that it bounded these, all other
 * records would come in handfuls.
 *
 * <p>It refuses the record that does not fit. Kafka's consumer then hands out what it has, and begins the next poll of
 * that partition with this one ({@code CompletedFetch.fetchRecords} of its client keeps a record that could not be
 * deserialised, to try again). The first record of a poll always fits, so that each poll gets on. Not thread-safe: the polling thread deserialises.
 */
final class PollLimit implements Deserializer<byte[]> {

    static final int BYTES = 4 * 1024 * 1024;

    private long unpacked;

    /** To be called before each poll. */
    void begin() {
        unpacked = 0;
    }

    @Override
    public byte[] deserialize(String topic, byte[] value) {
        return value;
    }

    @Override
    public byte[] deserialize(String topic, Headers headers, byte[] value) {
        long bytes = value.length;
        for (var header : headers) {
            bytes += RecordHeaders.size(header);
        }
        if (unpacked > 0 && unpacked + bytes > BYTES) {
            throw new SerializationException("the poll is full");
        }
        unpacked += bytes;
        return value;
    }
}
