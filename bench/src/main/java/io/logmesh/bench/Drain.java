package io.logmesh.bench;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * The rate at which a consumer group works off a topic of one partition that was filled before. Start and warm-up don't
 * count: the clock runs from the first fifth to the end, by the offsets that the group has committed.
 */
final class Drain {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Admin admin;
    private final TopicPartition partition;
    private final long records;

    Drain(Admin admin, String topic, long records) {
        this.admin = admin;
        this.partition = new TopicPartition(topic, 0);
        this.records = records;
    }

    /** Records a second of {@code group}. */
    double rate(String group) throws ExecutionException, InterruptedException {
        long firstOffset = await(group, records / 5);
        long firstTime = System.nanoTime();
        long lastOffset = await(group, records);
        return (lastOffset - firstOffset) * 1e9 / (System.nanoTime() - firstTime);
    }

    private long await(String group, long offset) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long committed = committed(group);
        while (committed < offset) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s stands at %d of %d after %s".formatted(group, committed, offset, LIMIT));
            }
            LockSupport.parkNanos(POLL.toNanos());
            committed = committed(group);
        }
        return committed;
    }

    private long committed(String group) throws ExecutionException, InterruptedException {
        var offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var committed = offsets.get(partition);
        return committed == null ? 0 : committed.offset();
    }
}
