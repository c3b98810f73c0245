package io.logmesh.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionPausesTest {

    private static final TopicPartition OTHER = new TopicPartition("logs.enriched.other", 0);

    private final Parts parts = new Parts();
    private final PartitionPauses pauses = new PartitionPauses(parts.backlog);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());

    @Test
    void pausesThePartitionsOfAFullLaneAloneUntilThereIsRoom() throws InterruptedException {
        consumer.assign(Set.of(Parts.PARTITION, OTHER));
        parts.take(LongStream.range(0, 22).mapToObj(Records::complete).toList());

        pauses.apply(consumer);
        assertThat(consumer.paused()).isEmpty();

        pauses.ask();
        pauses.apply(consumer);
        assertThat(consumer.paused()).containsExactly(Parts.PARTITION);

        parts.backlog.take();
        parts.backlog.take();
        pauses.ask();
        pauses.apply(consumer);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void resumesWhatWasPausedForTheIntakesSakeAlone() {
        consumer.assign(Set.of(Parts.PARTITION, OTHER));

        pauses.pauseAll(consumer);
        assertThat(consumer.paused()).containsExactlyInAnyOrder(Parts.PARTITION, OTHER);

        pauses.apply(consumer);
        assertThat(consumer.paused()).isEmpty();
    }
}
