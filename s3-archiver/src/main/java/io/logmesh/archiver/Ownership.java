package io.logmesh.archiver;

import io.logmesh.archiver.archive.Archive;
import io.logmesh.archiver.archive.Assignment;
import io.logmesh.archiver.archive.Partition;
import io.logmesh.contract.PolledOffsets;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Which partitions are this member's. The group's callbacks come on the polling thread, and commits are sent from there,
 * so a commit can't slip out behind a revocation. Lost partitions are treated as revoked ones.
 */
@ApplicationScoped
@Default
@Identifier(Ownership.NAME)
class Ownership implements KafkaConsumerRebalanceListener {

    /** What the channel's configuration calls it; by default SmallRye looks for the group's id, which may be changed. */
    static final String NAME = "ownership";

    private static final Logger LOG = Logger.getLogger(Ownership.class);
    private static final Duration READ = Duration.ofSeconds(5);

    private final Archiver archiver;
    private final PolledOffsets polled;

    /** The generation in which each partition came. Touched by the polling thread only. */
    private final Map<TopicPartition, Integer> generations = new HashMap<>();

    private final Set<String> topicsOfFirstPartitions = ConcurrentHashMap.newKeySet();

    private final Set<TopicPartition> held = ConcurrentHashMap.newKeySet();

    private volatile boolean joined;

    Ownership(Archiver archiver, PolledOffsets polled) {
        this.archiver = archiver;
        this.polled = polled;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        joined = true;
        if (partitions.isEmpty()) {
            return;
        }
        int generation = consumer.groupMetadata().generationId();
        var committed = committed(consumer, Set.copyOf(partitions));
        for (var partition : partitions) {
            polled.forget(partition);
            generations.put(partition, generation);
            note(partition, true);
            var assignment = new Assignment(partition(partition), generation);
            var held = committed.get(partition);
            archiver.run(archive -> assign(archive, assignment, held));
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            polled.forget(partition);
            generations.remove(partition);
            note(partition, false);
            archiver.run(archive -> archive.revoked(partition(partition)));
        }
    }

    /** The topics whose first partition is this member's. */
    Set<String> topicsOfFirstPartitions() {
        return Set.copyOf(topicsOfFirstPartitions);
    }

    /** This member's partitions. */
    Set<TopicPartition> partitions() {
        return Set.copyOf(held);
    }

    private void note(TopicPartition partition, boolean isHeld) {
        var _ = isHeld ? held.add(partition) : held.remove(partition);
        if (partition.partition() == 0) {
            var _ = isHeld
                    ? topicsOfFirstPartitions.add(partition.topic())
                    : topicsOfFirstPartitions.remove(partition.topic());
        }
    }

    /** Whether the group has ever admitted this member, with partitions or without. */
    boolean hasJoined() {
        return joined;
    }

    /** To be called on the polling thread. */
    boolean holds(Assignment assignment) {
        return Integer.valueOf(assignment.generation()).equals(generations.get(topicPartition(assignment)));
    }

    static Partition partition(TopicPartition partition) {
        return new Partition(partition.topic(), partition.partition());
    }

    static TopicPartition topicPartition(Assignment assignment) {
        return new TopicPartition(
                assignment.partition().topic(), assignment.partition().number());
    }

    private static void assign(Archive archive, Assignment assignment, OffsetAndMetadata held) {
        archive.assigned(assignment, held == null ? -1 : held.offset(), held == null ? "" : held.metadata());
    }

    /**
     * What the group holds. Nothing of a partition may be archived before this is known, and a callback that fails is not
     * repeated; so this waits for as long as it takes, while heartbeats go on.
     */
    private static Map<TopicPartition, OffsetAndMetadata> committed(
            Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        while (true) {
            try {
                return consumer.committed(partitions, READ);
            } catch (RetriableException e) {
                LOG.warnf("can't read the committed offsets yet, trying again: %s", e.getMessage());
            }
        }
    }
}
