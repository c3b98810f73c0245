package io.logmesh.archiver;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;

/**
 * What the headers of a record say to the archiver, found in one pass; of a name that stands there twice the last one counts.
 *
 * @param source null where there is none
 * @param ingestTs in milliseconds since the epoch, or -1
 * @param eventTs likewise
 */
record Marks(byte[] source, long ingestTs, long eventTs, boolean isForAnother) {

    private static final byte[] STAGE = DeadLetterTopic.STAGE.getBytes(StandardCharsets.UTF_8);

    static Marks of(Headers headers) {
        byte[] source = null;
        byte[] ingestTs = null;
        byte[] eventTs = null;
        boolean isForAnother = false;
        for (var header : headers) {
            switch (header.key()) {
                case HeaderNames.SOURCE -> source = header.value();
                case HeaderNames.INGEST_TS -> ingestTs = header.value();
                case HeaderNames.EVENT_TS -> eventTs = header.value();
                case HeaderNames.ONLY_FOR -> isForAnother = !Arrays.equals(header.value(), STAGE);
                default -> {
                    // says nothing to the archiver
                }
            }
        }
        return new Marks(source, RecordHeaders.ingestTs(ingestTs), RecordHeaders.ingestTs(eventTs), isForAnother);
    }

    /** When the event happened, in milliseconds since the epoch: when it was collected, if nothing else is said. */
    long happened() {
        return eventTs < 0 ? ingestTs : eventTs;
    }
}
