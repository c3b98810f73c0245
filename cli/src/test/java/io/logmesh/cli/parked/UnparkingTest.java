package io.logmesh.cli.parked;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnparkingTest {

    private static final TopicPartition PARTITION = new TopicPartition("logs.parked.shop", 0);

    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

    /** Its own forgets what was committed when partitions are assigned, which is not how Kafka does it. */
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            return committed;
        }
    };

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Unparking unparking =
            new Unparking(consumer, producer, "logs.routed.slow", Optional.empty(), _ -> {});

    @BeforeEach
    void parkTwo() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 2L));
        consumer.schedulePollTask(() -> {
            consumer.addRecord(parked(0));
            consumer.addRecord(parked(1));
        });
    }

    @Test
    void knowsThatAnotherRunGoesOnInItsPlace() {
        var epoch = new KafkaException("in an error state", new InvalidProducerEpochException("old"));

        assertThat(KafkaConnection.isReplaced(new ProducerFencedException("fenced")))
                .isTrue();
        assertThat(KafkaConnection.isReplaced(epoch)).isTrue();
        assertThat(KafkaConnection.isReplaced(new KafkaException("anything else")))
                .isFalse();
    }

    @Test
    void sendsRecordsAndOffsetsInOneTransaction() {
        var done = unparking.run(List.of(PARTITION));

        assertThat(done).isEqualTo(Map.of(PARTITION, 2L));
        assertThat(unparking.sent()).isEqualTo(2);
        assertThat(producer.transactionCommitted()).isTrue();
        assertThat(producer.history()).extracting(ProducerRecord::topic).containsOnly("logs.routed.slow");
        assertThat(producer.consumerGroupOffsetsHistory()).hasSize(1);
        assertThat(producer.consumerGroupOffsetsHistory().getFirst().values())
                .containsExactly(Map.of(PARTITION, new OffsetAndMetadata(2)));
    }

    @Test
    void leavesTheRecordAsItWasButForTheMarkOfTheQuota() {
        unparking.run(List.of(PARTITION));

        var record = producer.history().getFirst();
        assertThat(record.key()).asString().isEqualTo("key");
        assertThat(record.value()).asString().isEqualTo("value 0");
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.ID)).isEqualTo("id-0");
        assertThat(record.headers().lastHeader(HeaderNames.QUOTA)).isNull();
    }

    @Test
    void givesTheTimeOfNowSoThatRetentionDoesNotTakeItAtOnce() {
        unparking.run(List.of(PARTITION));

        assertThat(producer.history()).extracting(ProducerRecord::timestamp).containsOnlyNulls();
    }

    @Test
    void goesOnWhereAnEarlierRunStopped() {
        committed.put(PARTITION, new OffsetAndMetadata(1));

        unparking.run(List.of(PARTITION));

        assertThat(producer.history()).hasSize(1);
        assertThat(producer.history().getFirst().value()).asString().isEqualTo("value 1");
    }

    @Test
    void leavesOutWhatIsDeleted() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 1L));

        unparking.run(List.of(PARTITION));

        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void showsNothingOfATransactionThatFails() {
        producer.sendOffsetsToTransactionException = new KafkaException("away");

        assertThatThrownBy(() -> unparking.run(List.of(PARTITION))).hasMessage("away");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void hasNothingToDoWhereAllWasSent() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 2L));

        assertThat(unparking.run(List.of(PARTITION))).isEqualTo(Map.of(PARTITION, 2L));
        assertThat(producer.history()).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> parked(long offset) {
        var value = ("value " + offset).getBytes(UTF_8);
        var record = new ConsumerRecord<>(
                PARTITION.topic(),
                0,
                offset,
                1_000,
                TimestampType.CREATE_TIME,
                3,
                value.length,
                "key".getBytes(UTF_8),
                value,
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                Optional.empty());
        record.headers().add(HeaderNames.ID, ("id-" + offset).getBytes(UTF_8));
        record.headers().add(HeaderNames.QUOTA, HeaderNames.QUOTA_OVER.getBytes(UTF_8));
        return record;
    }
}
