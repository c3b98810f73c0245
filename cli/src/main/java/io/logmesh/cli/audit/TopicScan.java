package io.logmesh.cli.audit;

import io.logmesh.cli.console.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** All committed records of some partitions, from their first to where they ended at one moment. */
final class TopicScan {

    private static final Duration STUCK_AFTER = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> first;
    private final Map<TopicPartition, Long> end;

    /** That moment is now. */
    TopicScan(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        this.consumer = consumer;
        this.first = consumer.beginningOffsets(partitions);
        this.end = consumer.endOffsets(partitions);
    }

    Map<TopicPartition, Long> first() {
        return first;
    }

    /** Behind the last record. */
    Map<TopicPartition, Long> end() {
        return end;
    }

    /** How many records there are at most: markers and aborted ones count, too. */
    long size() {
        return end.keySet().stream()
                .mapToLong(partition -> end.get(partition) - first.get(partition))
                .sum();
    }

    /** Passes every record. */
    void forEach(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
        var left = new HashMap<>(end);
        left.values().removeIf(offset -> offset == 0);
        consumer.assign(left.keySet());
        consumer.seekToBeginning(left.keySet());
        long lastAdvance = System.nanoTime();
        while (dropFinished(left)) {
            var polled = consumer.poll(Duration.ofMillis(500));
            for (var record : polled) {
                if (record.offset() < end.get(new TopicPartition(record.topic(), record.partition()))) {
                    records.accept(record);
                }
            }
            lastAdvance = polled.isEmpty() ? lastAdvance : System.nanoTime();
            if (System.nanoTime() - lastAdvance > STUCK_AFTER.toNanos()) {
                throw new Refusal("Kafka hands out no records of " + left.keySet() + " although there must be some");
            }
        }
    }

    /** Stops reading the partitions that are read; false when all are. */
    private boolean dropFinished(Map<TopicPartition, Long> left) {
        boolean finished = left.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
        if (finished && !left.isEmpty()) {
            consumer.assign(left.keySet());
        }
        return !left.isEmpty();
    }
}
