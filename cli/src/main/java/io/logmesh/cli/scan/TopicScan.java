package io.logmesh.cli.scan;

import io.logmesh.cli.console.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The committed records of some partitions, up to where they ended at one moment. */
public final class TopicScan {

    private static final Duration STUCK_AFTER = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> first;
    private final Map<TopicPartition, Long> end;

    private TopicScan(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> first, Map<TopicPartition, Long> end) {
        this.consumer = consumer;
        this.first = first;
        this.end = end;
    }

    /** From the first record that there is. The moment of the end is now. */
    public static TopicScan ofAll(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        return new TopicScan(consumer, consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
    }

    /** From the first record that is no older than that, by Kafka's timestamp. The moment of the end is now. */
    public static TopicScan since(
            Instant start, Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        var end = consumer.endOffsets(partitions);
        var found = consumer.offsetsForTimes(partitions.stream()
                .collect(Collectors.toMap(Function.identity(), _ -> Math.max(0, start.toEpochMilli()))));
        var first = new HashMap<>(end);
        found.forEach((partition, at) -> {
            if (at != null) {
                first.merge(partition, at.offset(), Math::min);
            }
        });
        return new TopicScan(consumer, first, end);
    }

    public Map<TopicPartition, Long> first() {
        return first;
    }

    /** Behind the last record. */
    public Map<TopicPartition, Long> end() {
        return end;
    }

    /** How many records there are at most: markers and aborted ones count, too. */
    public long size() {
        return end.keySet().stream()
                .mapToLong(partition -> end.get(partition) - first.get(partition))
                .sum();
    }

    /** Passes every record. */
    public void forEach(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
        var left = new HashMap<>(end);
        left.entrySet().removeIf(entry -> entry.getValue() <= first.get(entry.getKey()));
        consumer.assign(left.keySet());
        left.keySet().forEach(partition -> consumer.seek(partition, first.get(partition)));
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
