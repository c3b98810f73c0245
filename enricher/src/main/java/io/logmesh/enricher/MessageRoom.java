package io.logmesh.enricher;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.RecordHeaders;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;

/** What fits into one message of a topic. A message that the broker refuses would stop the partition for good. */
final class MessageRoom {

    /**
     * The framing of a batch of one record, the mesh's headers that are set last, and what a compression adds to what it
     * can't shrink: lz4, 4 bytes for each block of 64 KiB.
     */
    private static final int ENVELOPE_BYTES = 4 * 1024;

    private MessageRoom() {}

    /** What a value may have, in bytes, beside the key and the headers of {@code record}; below 0 where these are too much. */
    static long ofValue(Record<byte[], byte[]> record, int maxMessageBytes) {
        long others = (long) ENVELOPE_BYTES + (record.key() == null ? 0 : record.key().length);
        for (var header : record.headers()) {
            others += RecordHeaders.size(header);
        }
        return maxMessageBytes - others;
    }

    /**
     * The dead letter as its topic takes it: of a value that is too long, the beginning. Only where the rest is too much by
     * itself does it lose the headers that are not the mesh's, and then the key.
     */
    static Record<byte[], byte[]> fit(Record<byte[], byte[]> letter, int maxMessageBytes) {
        int length = letter.value() == null ? 0 : letter.value().length;
        if (length <= ofValue(letter, maxMessageBytes)) {
            return letter;
        }
        var bared = letter;
        if (ofValue(bared, maxMessageBytes) < 0) {
            bared = bared.withHeaders(Secrets.ownOf(bared.headers()));
        }
        if (ofValue(bared, maxMessageBytes) < 0) {
            bared = bared.withKey(null);
        }
        long room = Math.max(0, ofValue(bared, maxMessageBytes));
        var message = RecordHeaders.text(bared.headers(), DeadLetter.MESSAGE);
        RecordHeaders.set(
                bared.headers(), DeadLetter.MESSAGE, message + DeadLetter.CUT + ", the value had " + length + " bytes");
        return room < length ? bared.withValue(Arrays.copyOf(bared.value(), (int) room)) : bared;
    }
}
