package io.logmesh.indexer;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;

/**
 * The values of the headers that say what becomes of a record, all found in one pass; of a name that stands there twice the
 * last one. Null where there is none.
 *
 * @param bytes what all headers together take in memory
 */
record Marks(byte[] id, byte[] source, byte[] ingestTs, byte[] eventTs, byte[] index, byte[] onlyFor, long bytes) {

    private static final byte[] NO = HeaderNames.INDEX_NO.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STAGE = KafkaDeadLetters.STAGE.getBytes(StandardCharsets.US_ASCII);

    static Marks of(Headers headers) {
        byte[] id = null;
        byte[] source = null;
        byte[] ingestTs = null;
        byte[] eventTs = null;
        byte[] index = null;
        byte[] onlyFor = null;
        long bytes = 0;
        for (var header : headers) {
            switch (header.key()) {
                case HeaderNames.ID -> id = header.value();
                case HeaderNames.SOURCE -> source = header.value();
                case HeaderNames.INGEST_TS -> ingestTs = header.value();
                case HeaderNames.EVENT_TS -> eventTs = header.value();
                case HeaderNames.INDEX -> index = header.value();
                case HeaderNames.ONLY_FOR -> onlyFor = header.value();
                default -> {
                    // says nothing to the indexer
                }
            }
            bytes += RecordHeaders.size(header);
        }
        return new Marks(id, source, ingestTs, eventTs, index, onlyFor, bytes);
    }

    /** When the event happened, in milliseconds since the epoch: {@code collected}, if nothing else is said. */
    long happened(long collected) {
        long stated = RecordHeaders.ingestTs(eventTs);
        return stated < 0 ? collected : stated;
    }

    /** Sampled out, or beyond the quota of its source. */
    boolean isMarkedOut() {
        return Arrays.equals(index, NO);
    }

    /** Replayed for another sink. */
    boolean isForAnother() {
        return onlyFor != null && !Arrays.equals(onlyFor, STAGE);
    }
}
