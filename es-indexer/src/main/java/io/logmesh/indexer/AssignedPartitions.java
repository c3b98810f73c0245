package io.logmesh.indexer;

import io.logmesh.contract.PolledOffsets;
import io.logmesh.indexer.bulk.SettledOffsets;
import io.logmesh.indexer.bulk.SettledOffsets.Range;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that are ours, and how far each is settled. The polling thread assigns and revokes them, the intake
 * awaits records, the workers settle them: all state is guarded by the monitor of this object.
 */
final class AssignedPartitions {

    private final PolledOffsets polled;
    private final Map<TopicPartition, Assigned> partitions = new HashMap<>();

    /** How far a partition is settled: the last offset or -1, and whether nothing is on its way. */
    record Settled(long through, boolean idle) {}

    private static final class Assigned {
        private final SettledOffsets offsets = new SettledOffsets();
        private boolean begun;
        private long committed = -1;
    }

    AssignedPartitions(PolledOffsets polled) {
        this.polled = polled;
    }

    synchronized void assign(Collection<TopicPartition> added) {
        for (var partition : added) {
            polled.forget(partition);
            partitions.put(partition, new Assigned());
        }
    }

    synchronized void revoke(Collection<TopicPartition> removed) {
        for (var partition : removed) {
            polled.forget(partition);
            partitions.remove(partition);
        }
    }

    /**
     * Begins to wait for records that were polled together; nothing, where they are a leftover of an assignment that is
     * over, and whoever has the partition now reads them again.
     */
    synchronized Optional<Range> await(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        var assigned = partitions.get(partition);
        if (assigned == null || !belongs(assigned, partition, records.getFirst().offset())) {
            return Optional.empty();
        }
        assigned.begun = true;
        return Optional.of(assigned.offsets.await(records.getLast().offset(), records.size()));
    }

    /** One record of each of the ranges is settled. */
    synchronized void settle(List<? extends PolledRecord> records) {
        for (var record : records) {
            record.range().settleOne();
        }
    }

    synchronized Set<TopicPartition> all() {
        return Set.copyOf(partitions.keySet());
    }

    synchronized Optional<Settled> settled(TopicPartition partition) {
        return Optional.ofNullable(partitions.get(partition))
                .map(assigned -> new Settled(assigned.offsets.settledThrough(), assigned.offsets.isIdle()));
    }

    /** The offset last committed in this assignment. */
    synchronized OptionalLong committed(TopicPartition partition) {
        var assigned = partitions.get(partition);
        return assigned == null || assigned.committed < 0 ? OptionalLong.empty() : OptionalLong.of(assigned.committed);
    }

    synchronized void committed(TopicPartition partition, long offset) {
        var assigned = partitions.get(partition);
        if (assigned != null) {
            assigned.committed = offset;
        }
    }

    private boolean belongs(Assigned assigned, TopicPartition partition, long firstOffset) {
        return assigned.begun || polled.firstPolled(partition).equals(OptionalLong.of(firstOffset));
    }
}
