package io.logmesh.archiver;

import io.logmesh.archiver.archive.Archive;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hands the polled batches to the archive; the next one is asked for when the archive has room. */
@ApplicationScoped
class RecordChannel {

    static final String NAME = "records";

    private final Archiver archiver;
    private final RecordReader reader;
    private final PollGap gap;

    RecordChannel(Archiver archiver, RecordReader reader, PollGap gap) {
        this.archiver = archiver;
        this.reader = reader;
        this.gap = gap;
    }

    @Incoming(NAME)
    CompletionStage<Void> take(
            ConsumerRecords<byte[], byte[]> records, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        int generation = metadata.getConsumerGroupGenerationId();
        return archiver.call(archive -> {
            gap.refuse();
            give(records, generation, archive);
            return archive.room();
        });
    }

    private void give(ConsumerRecords<byte[], byte[]> records, int generation, Archive archive) {
        for (var partition : records.partitions()) {
            archive.receiver(Ownership.partition(partition), generation)
                    .ifPresent(receiver -> reader.read(records.records(partition), receiver));
        }
    }
}
