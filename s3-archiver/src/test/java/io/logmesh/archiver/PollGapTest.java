package io.logmesh.archiver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollGapTest {

    private static final TopicPartition PARTITION = new TopicPartition("logs.enriched.a", 0);

    private final PollGap gap = new PollGap();
    private final PollGap deserializer = new PollGap();
    private final PollGap interceptor = new PollGap();

    @BeforeEach
    void configure() {
        deserializer.configure(Map.of(PollGap.CONFIG, gap), false);
        interceptor.configure(Map.of(PollGap.CONFIG, gap));
    }

    @Test
    void pollsThatReturnAllTheyUnpackLeaveNoGap() {
        unpack(3);
        returns(new byte[1], new byte[1], new byte[1]);
        gap.look();
        unpack(1);
        returns(new byte[1]);

        assertThatCode(gap::refuse).doesNotThrowAnyException();
    }

    /** Kafka asks no deserializer for a value that is not there. */
    @Test
    void recordsWithoutValueLeaveNone() {
        unpack(1);
        returns(null, new byte[1], null);

        assertThatCode(gap::refuse).doesNotThrowAnyException();
    }

    @Test
    void whatFollowsAPollThatFailedWithRecordsInHandIsRefused() {
        unpack(3); // and the poll throws
        unpack(1);
        returns(new byte[1]);

        assertThatThrownBy(gap::refuse).hasMessageContaining("failed with records in hand");
    }

    @Test
    void aGapIsFoundBeforeAnythingFollows() {
        unpack(1);
        gap.look();

        assertThatThrownBy(gap::refuse).isInstanceOf(IllegalStateException.class);
    }

    private void unpack(int values) {
        IntStream.range(0, values).forEach(_ -> deserializer.deserialize("logs.enriched.a", new byte[1]));
    }

    private void returns(byte[]... values) {
        var records = IntStream.range(0, values.length)
                .mapToObj(i -> new ConsumerRecord<>("logs.enriched.a", 0, i, new byte[0], values[i]))
                .toList();
        interceptor.onConsume(new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()));
    }
}
