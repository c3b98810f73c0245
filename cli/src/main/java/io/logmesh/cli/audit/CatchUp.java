package io.logmesh.cli.audit;

import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.console.ProgressLine;
import io.logmesh.cli.console.Units;
import io.logmesh.contract.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the mesh has processed what stood in the raw topics at one moment. Stage after stage: when a service has
 * passed the end that its input had, the next one's input holds everything, and has an end of its own.
 */
final class CatchUp {

    private static final Pattern ROUTED = Pattern.compile(Pattern.quote(Topics.ROUTED));
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private final Function<String, Map<TopicPartition, Long>> committed;
    private final Function<Pattern, Collection<TopicPartition>> partitions;
    private final Consumer<byte[], byte[]> consumer;
    private final ProgressLine progress;
    private final Duration joining;
    private final long deadline;
    private Map<TopicPartition, Long> lastLag = Map.of();

    CatchUp(
            KafkaConnection kafka,
            Consumer<byte[], byte[]> consumer,
            ProgressLine progress,
            Duration joining,
            Duration timeout) {
        this(kafka::committed, topics -> kafka.partitions(kafka.topics(topics)), consumer, progress, joining, timeout);
    }

    /**
     * @param committed the offsets that a group has committed
     * @param partitions those of the topics that match
     * @param joining how long the enricher may hold back what it has read, waiting for more lines
     */
    CatchUp(
            Function<String, Map<TopicPartition, Long>> committed,
            Function<Pattern, Collection<TopicPartition>> partitions,
            Consumer<byte[], byte[]> consumer,
            ProgressLine progress,
            Duration joining,
            Duration timeout) {
        this.committed = committed;
        this.partitions = partitions;
        this.consumer = consumer;
        this.progress = progress;
        this.joining = joining;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /** Whether all services came to the end in time. {@code rawEnd} is where the raw topics ended. */
    boolean await(Map<TopicPartition, Long> rawEnd) {
        return passes("router", rawEnd)
                && passes("enricher", endOf(ROUTED))
                && lanesPass()
                && hasJoined()
                && passes("s3-archiver", endOf(Topics.ENRICHED))
                && passes("es-indexer", endOf(Topics.ENRICHED));
    }

    /** Each lane has an enricher of its own. */
    private boolean lanesPass() {
        return partitions.apply(Topics.LANES).stream()
                .map(TopicPartition::topic)
                .distinct()
                .allMatch(topic ->
                        passes("enricher-" + Topics.laneOf(topic), endOf(Pattern.compile(Pattern.quote(topic)))));
    }

    /** What was read last may still wait for its next line, for so long at most. */
    private boolean hasJoined() {
        long until = System.nanoTime() + joining.toNanos();
        progress.show(() -> "waiting until no event waits for more lines");
        while (System.nanoTime() < until) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            LockSupport.parkNanos(Math.min(LOOK_EVERY_NANOS, until - System.nanoTime()));
        }
        return true;
    }

    private Map<TopicPartition, Long> endOf(Pattern topics) {
        return consumer.endOffsets(partitions.apply(topics));
    }

    private boolean passes(String service, Map<TopicPartition, Long> end) {
        var lag = lag(service, end);
        while (!lag.isEmpty() && System.nanoTime() < deadline) {
            long records = lag.values().stream().mapToLong(Long::longValue).sum();
            progress.show(() -> "waiting until the " + service + " has caught up: " + Units.count(records) + " behind");
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            lag = lag(service, end);
        }
        return lag.isEmpty();
    }

    /** By how much the service's group has not come to the end, where there are records in between. */
    private Map<TopicPartition, Long> lag(String service, Map<TopicPartition, Long> end) {
        var offsets = committed.apply("logmesh-" + service);
        var first = consumer.beginningOffsets(end.keySet());
        var lag = new HashMap<TopicPartition, Long>();
        end.forEach((partition, offset) -> {
            long position = Math.max(first.get(partition), offsets.getOrDefault(partition, 0L));
            if (position < offset) {
                lag.put(partition, offset - position);
            }
        });
        var unchanged = Map.copyOf(lag).equals(lastLag);
        lastLag = Map.copyOf(lag);
        if (unchanged) {
            lag.entrySet().removeIf(entry -> !hasRecords(entry.getKey(), end.get(entry.getKey()), entry.getValue()));
        }
        return lag;
    }

    /** Transaction markers and aborted records have offsets, too, and no group need ever commit behind them. */
    private boolean hasRecords(TopicPartition partition, long end, long lag) {
        consumer.assign(Set.of(partition));
        consumer.seek(partition, end - lag);
        while (consumer.position(partition) < end) {
            long before = consumer.position(partition);
            var records = consumer.poll(Duration.ofSeconds(1)).records(partition);
            boolean stuck = consumer.position(partition) == before;
            if (stuck || isAnyBefore(end, records)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnyBefore(long end, List<ConsumerRecord<byte[], byte[]>> records) {
        return !records.isEmpty() && records.getFirst().offset() < end;
    }
}
