package io.logmesh.contract;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Tells how far an idle partition may be committed. Behind the last record of an exactly-once producer stands a commit
 * marker, which no consumer is handed; committing "last record + 1" therefore leaves a lag of one for ever, and scaling
 * on lag never goes to zero. The consumer's own position stands behind the marker, but it also stands behind records
 * that were polled and not yet processed. This interceptor sees every poll that returns, so it can tell the two apart. Where a poll throws, the
 * position may stand behind records that nobody was given: a consumer whose poll failed must not be asked for it again.
 *
 * <p>Pass one instance in the consumer's configuration under {@link #CONFIG}, and this class as interceptor: Kafka
 * makes an interceptor of its own, which then reports to that instance.
 */
public final class PolledOffsets implements ConsumerInterceptor<byte[], byte[]> {

    public static final String CONFIG = "logmesh.polled.offsets";

    private Map<TopicPartition, Long> firstPolled = new ConcurrentHashMap<>();
    private Map<TopicPartition, Long> lastPolled = new ConcurrentHashMap<>();

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.get(CONFIG) instanceof PolledOffsets shared) {
            firstPolled = shared.firstPolled;
            lastPolled = shared.lastPolled;
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        for (var partition : records.partitions()) {
            var polled = records.records(partition);
            firstPolled.putIfAbsent(partition, polled.getFirst().offset());
            lastPolled.put(partition, polled.getLast().offset());
        }
        return records;
    }

    /** To be called when a partition comes or goes: what was polled before says nothing from here on. */
    public void forget(TopicPartition partition) {
        firstPolled.remove(partition);
        lastPolled.remove(partition);
    }

    /**
     * The offset of the first record polled since {@code partition} was assigned. Records polled under an earlier
     * assignment may still be waiting in a queue when the partition comes back; whoever counts them as processed
     * commits past those that are now read again. The records of this assignment begin here.
     */
    public OptionalLong firstPolled(TopicPartition partition) {
        var first = firstPolled.get(partition);
        return first == null ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /**
     * The position of {@code partition}, if everything that was polled of it has been processed, else nothing. Must run
     * on the thread that polls.
     *
     * @param lastProcessed the offset of the last record processed since the partition was assigned, or -1
     */
    public OptionalLong drainedPosition(Consumer<?, ?> consumer, TopicPartition partition, long lastProcessed) {
        return lastPolled.getOrDefault(partition, -1L) == lastProcessed
                ? knownPosition(consumer, partition)
                : OptionalLong.empty();
    }

    /** Just behind an assignment the position is not known yet; waiting for it here would hold up polling. */
    private static OptionalLong knownPosition(Consumer<?, ?> consumer, TopicPartition partition) {
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException _) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // what is committed does not change what was polled
    }

    @Override
    public void close() {
        // holds nothing
    }
}
