package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.PolledOffsets;
import io.logmesh.indexer.PolledRecord.Unusable;
import io.logmesh.indexer.bulk.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetCommitsTest {

    private static final TopicPartition PARTITION = new TopicPartition("logs.enriched.web", 0);

    private final PolledOffsets polled = new PolledOffsets();
    private final AssignedPartitions partitions = new AssignedPartitions(polled);
    private final OffsetCommits commits = new OffsetCommits(partitions, polled);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());

    @BeforeEach
    void assign() {
        consumer.assign(Set.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        commits.assigned(Set.of(PARTITION));
    }

    @Test
    void commitsNothingThatIsNotSettled() {
        await(poll(0, 9));

        commits.commit(consumer);

        assertThat(committed()).isEmpty();
    }

    @Test
    void commitsBehindTheLastSettledRecord() {
        var first = await(poll(0, 9));
        await(poll(10, 19));

        settle(first);
        commits.commit(consumer);

        assertThat(committed()).hasValue(10L);
    }

    @Test
    void commitsThePositionBehindAMarkerOnceAllIsSettled() {
        settle(await(poll(0, 9)));
        consumer.seek(PARTITION, 11);

        commits.commit(consumer);

        assertThat(committed()).hasValue(11L);
    }

    @Test
    void commitsNothingOfAnAbandonedConsumerThatStandsBehindRecordsItNeverGave() {
        settle(await(poll(0, 9)));
        consumer.seek(PARTITION, 20);

        commits.abandon();
        commits.commit(consumer);
        commits.revoked(consumer, Set.of(PARTITION));

        assertThat(committed()).isEmpty();
    }

    @Test
    void doesNotCommitThePositionWhileAPolledRecordHasNotArrivedYet() {
        settle(await(poll(0, 9)));
        poll(10, 19);
        consumer.seek(PARTITION, 20);

        commits.commit(consumer);

        assertThat(committed()).hasValue(10L);
    }

    @Test
    void commitsWhatIsSettledWhenAPartitionGoesAndNothingLater() {
        var first = await(poll(0, 9));
        var second = await(poll(10, 19));
        settle(first);

        commits.revoked(consumer, Set.of(PARTITION));
        settle(second);
        commits.commit(consumer);

        assertThat(committed()).hasValue(10L);
    }

    @Test
    void takesNoRecordsOfAPartitionThatIsGone() {
        var records = poll(0, 9);
        commits.revoked(consumer, Set.of(PARTITION));

        assertThat(partitions.await(PARTITION, records)).isEmpty();
    }

    @Test
    void takesNoLeftoversOfAnEarlierAssignment() {
        poll(0, 9);
        var leftover = poll(10, 19);
        commits.revoked(consumer, Set.of(PARTITION));
        commits.assigned(Set.of(PARTITION));
        assertThat(partitions.await(PARTITION, leftover)).isEmpty();

        var again = poll(0, 9);
        assertThat(partitions.await(PARTITION, leftover)).isEmpty();
        settle(await(again));
        consumer.seek(PARTITION, 10);
        commits.commit(consumer);

        assertThat(committed()).hasValue(10L);
    }

    @Test
    void survivesACommitThatARebalanceRefuses() {
        settle(await(poll(0, 9)));
        var refusing = new MockConsumer<byte[], byte[]>(AutoOffsetResetStrategy.EARLIEST.name()) {
            @Override
            public synchronized void commitSync(
                    Map<TopicPartition, OffsetAndMetadata> offsets, java.time.Duration timeout) {
                throw new CommitFailedException();
            }
        };
        refusing.assign(Set.of(PARTITION));
        refusing.seek(PARTITION, 10);

        commits.commit(refusing);
        consumer.seek(PARTITION, 10);
        commits.commit(consumer);

        assertThat(committed()).hasValue(10L);
    }

    private List<ConsumerRecord<byte[], byte[]>> poll(long first, long last) {
        var records =
                LongStream.rangeClosed(first, last).mapToObj(Records::complete).toList();
        polled.onConsume(new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()));
        return records;
    }

    private List<Unusable> await(List<ConsumerRecord<byte[], byte[]>> records) {
        var range = partitions.await(PARTITION, records).orElseThrow();
        var refused = new Outcome.Refused("no_id", "");
        return records.stream()
                .map(record -> new Unusable(record, range, refused))
                .toList();
    }

    private void settle(List<Unusable> records) {
        partitions.settle(records);
    }

    private Optional<Long> committed() {
        return Optional.ofNullable(consumer.committed(Set.of(PARTITION)).get(PARTITION))
                .map(OffsetAndMetadata::offset);
    }
}
