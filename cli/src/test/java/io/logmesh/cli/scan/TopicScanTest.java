package io.logmesh.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicScanTest {

    private static final TopicPartition BUSY = new TopicPartition("logs.raw", 0);
    private static final TopicPartition EMPTY = new TopicPartition("logs.raw", 1);

    @Test
    void readsUpToTheEndThatTheTopicsHadAtFirst() {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        consumer.updateBeginningOffsets(Map.of(BUSY, 5L, EMPTY, 0L));
        consumer.updateEndOffsets(Map.of(BUSY, 7L, EMPTY, 0L));
        var scan = TopicScan.ofAll(consumer, List.of(BUSY, EMPTY));
        consumer.schedulePollTask(() -> {
            for (long offset = 5; offset < 9; offset++) {
                consumer.addRecord(new ConsumerRecord<>("logs.raw", 0, offset, null, new byte[0]));
            }
        });

        var offsets = new ArrayList<Long>();
        scan.forEach(record -> offsets.add(record.offset()));

        assertThat(offsets).containsExactly(5L, 6L);
        assertThat(scan.size()).isEqualTo(2);
    }

    @Test
    void beginsAtATime() {
        var consumer = new MockConsumer<byte[], byte[]>("earliest") {
            @Override
            public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                    Map<TopicPartition, Long> times) {
                assertThat(times).isEqualTo(Map.of(BUSY, 1000L, EMPTY, 1000L));
                var found = new HashMap<TopicPartition, OffsetAndTimestamp>();
                found.put(BUSY, new OffsetAndTimestamp(7, 1000));
                found.put(EMPTY, null); // as Kafka says that there is none
                return found;
            }
        };
        consumer.updateBeginningOffsets(Map.of(BUSY, 5L, EMPTY, 0L));
        consumer.updateEndOffsets(Map.of(BUSY, 9L, EMPTY, 4L));
        var scan = TopicScan.since(Instant.ofEpochMilli(1000), consumer, List.of(BUSY, EMPTY));
        consumer.schedulePollTask(() -> {
            for (long offset = 7; offset < 9; offset++) {
                consumer.addRecord(new ConsumerRecord<>("logs.raw", 0, offset, null, new byte[0]));
            }
        });

        var offsets = new ArrayList<Long>();
        scan.forEach(record -> offsets.add(record.offset()));

        assertThat(offsets).containsExactly(7L, 8L);
        assertThat(scan.size()).isEqualTo(2);
    }
}
