package io.logmesh.indexer;

import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.bulk.Backlog;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses the partitions whose lane of the backlog is full, and them alone. The consumer goes on polling, so it stays in
 * its group, and waits within the poll.
 */
final class PartitionPauses {

    private final Backlog<Indexable> backlog;
    private final AtomicBoolean isAsked = new AtomicBoolean();

    PartitionPauses(Backlog<Indexable> backlog) {
        this.backlog = backlog;
    }

    /** Has {@link #apply} look at all partitions before the next poll. From any thread. */
    void ask() {
        isAsked.set(true);
    }

    /** Where it was asked to. Must run on the polling thread. */
    void apply(Consumer<?, ?> consumer) {
        if (isAsked.compareAndSet(true, false)) {
            Set<TopicPartition> paused = consumer.paused();
            var full = new HashSet<>(consumer.assignment());
            full.removeIf(partition -> !backlog.isFull(partition.topic()));
            var done = new HashSet<>(paused);
            done.removeAll(full);
            full.removeAll(paused);
            consumer.pause(full);
            consumer.resume(done);
        }
    }

    /** Until {@link #apply}. Must run on the polling thread. */
    void pauseAll(Consumer<?, ?> consumer) {
        consumer.pause(consumer.assignment());
        ask();
    }
}
