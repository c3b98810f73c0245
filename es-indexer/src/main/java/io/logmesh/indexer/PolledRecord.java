package io.logmesh.indexer;

import io.logmesh.indexer.bulk.ConflictingFields;
import io.logmesh.indexer.bulk.Document;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.bulk.SettledOffsets.Range;
import io.logmesh.telemetry.RecordSpan;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as it was polled, and the range of offsets that it settles in. */
sealed interface PolledRecord {

    ConsumerRecord<byte[], byte[]> original();

    Range range();

    /**
     * A record that can be sent to Elasticsearch; what stands in its value is not known.
     *
     * @param value what is sent: the record's own value, unless it was repaired
     * @param heldBytes with the original, which is kept, should it become a dead letter; its headers may be longer than its
     *     value
     */
    record Indexable(
            ConsumerRecord<byte[], byte[]> original,
            Range range,
            String source,
            String index,
            byte[] id,
            long ingestTs,
            long eventTs,
            byte[] value,
            long heldBytes,
            boolean isRepaired,
            RecordSpan span)
            implements PolledRecord, Document {

        @Override
        public String lane() {
            return original.topic();
        }

        /** With the field that does not fit moved aside; nothing where it was repaired before, or can't be. */
        Optional<Indexable> repaired(Outcome.Misfit misfit) {
            return isRepaired
                    ? Optional.empty()
                    : ConflictingFields.movedAside(value, misfit.field(), ingestTs)
                            .map(repaired -> new Indexable(
                                    original,
                                    range,
                                    source,
                                    index,
                                    id,
                                    ingestTs,
                                    eventTs,
                                    repaired,
                                    heldBytes + repaired.length,
                                    true,
                                    span));
        }
    }

    /** A record that does not go into the index, and is no less well for that. */
    record Skipped(ConsumerRecord<byte[], byte[]> original, Range range, String source, Reason reason)
            implements PolledRecord {

        enum Reason {
            /** By the record's header: sampled out, beyond its source's quota, or replayed for another sink. */
            MARKED,
            /** By {@code index: false} of its source. */
            SWITCHED_OFF
        }
    }

    /** A record that lacks what the router and the enricher give to each. */
    record Unusable(ConsumerRecord<byte[], byte[]> original, Range range, Outcome.Refused refused)
            implements PolledRecord {}
}
