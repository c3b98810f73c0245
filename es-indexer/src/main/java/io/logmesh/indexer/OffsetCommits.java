package io.logmesh.indexer;

import io.logmesh.contract.PolledOffsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Commits offsets, behind the settlement of all records below them. All methods run on the polling thread, so a commit
 * and a rebalance can't overlap.
 */
final class OffsetCommits {

    private static final Logger LOG = Logger.getLogger(OffsetCommits.class);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

    private final AssignedPartitions partitions;
    private final PolledOffsets polled;

    OffsetCommits(AssignedPartitions partitions, PolledOffsets polled) {
        this.partitions = partitions;
        this.polled = polled;
    }

    void assigned(Collection<TopicPartition> added) {
        partitions.assign(added);
    }

    void revoked(Consumer<?, ?> consumer, Collection<TopicPartition> removed) {
        commit(consumer, removed);
        partitions.revoke(removed);
    }

    /** Nothing more is committed of the present assignment: its consumer's position is not to be trusted any more. */
    void abandon() {
        partitions.revoke(partitions.all());
    }

    /** Commits all that is settled. */
    void commit(Consumer<?, ?> consumer) {
        commit(consumer, partitions.all());
    }

    private void commit(Consumer<?, ?> consumer, Collection<TopicPartition> some) {
        try {
            var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
            for (var partition : some) {
                var next = next(consumer, partition);
                if (next.isPresent() && !next.equals(partitions.committed(partition))) {
                    offsets.put(partition, new OffsetAndMetadata(next.getAsLong()));
                }
            }
            if (!offsets.isEmpty()) {
                consumer.commitSync(offsets, COMMIT_TIMEOUT);
                offsets.forEach((partition, offset) -> partitions.committed(partition, offset.offset()));
            }
        } catch (KafkaException e) {
            // Nothing is lost: what is not committed now is committed next time, or read again by the next owner.
            LOG.infof("Offsets not committed this time: %s", e.getMessage());
        }
    }

    /** The offset to read on from after a restart, if anything is known about it. */
    private OptionalLong next(Consumer<?, ?> consumer, TopicPartition partition) {
        var settled = partitions.settled(partition);
        if (settled.isEmpty()) {
            return OptionalLong.empty();
        }
        long through = settled.get().through();
        var drained =
                settled.get().idle() ? polled.drainedPosition(consumer, partition, through) : OptionalLong.empty();
        return drained.isPresent() || through < 0 ? drained : OptionalLong.of(through + 1);
    }
}
