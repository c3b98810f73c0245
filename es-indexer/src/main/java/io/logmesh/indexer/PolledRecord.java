package io.logmesh.indexer;

import io.logmesh.indexer.bulk.Document;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.bulk.SettledOffsets.Range;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as it was polled, and the range of offsets that it settles in. */
sealed interface PolledRecord {

    ConsumerRecord<byte[], byte[]> original();

    Range range();

    /** A record that can be sent to Elasticsearch; what stands in its value is not known. */
    record Indexable(
            ConsumerRecord<byte[], byte[]> original, Range range, String source, String index, byte[] id, long ingestTs)
            implements PolledRecord, Document {

        @Override
        public byte[] value() {
            return original.value();
        }
    }

    /** A record that lacks what the router and the enricher give to each. */
    record Unusable(ConsumerRecord<byte[], byte[]> original, Range range, Outcome.Refused refused)
            implements PolledRecord {}
}
