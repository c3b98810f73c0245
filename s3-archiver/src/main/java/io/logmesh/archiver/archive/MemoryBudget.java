package io.logmesh.archiver.archive;

import java.util.Collection;
import java.util.Comparator;

/**
 * Keeps the heap that all ranges take within its limit. Three quarters may be open; beyond that, the largest go to disk, or
 * to the store where the disk is full. When ranges on their way to the store fill the rest, no batch is asked for.
 */
final class MemoryBudget {

    private final long heap;
    private final Collection<PartitionArchive> partitions;

    MemoryBudget(long heap, Collection<PartitionArchive> partitions) {
        this.heap = heap;
        this.partitions = partitions;
    }

    long held() {
        return open() + closed();
    }

    /** Makes room, the largest ranges first, while the open ones hold more than their share. */
    void relieve() {
        long excess = open() - (heap - heap / 4);
        if (excess <= 0) {
            return;
        }
        var largestFirst = partitions.stream()
                .sorted(Comparator.comparingLong(PartitionArchive::openHeld).reversed())
                .toList();
        for (var partition : largestFirst) {
            if (excess <= 0) {
                return;
            }
            excess -= relieve(partition);
        }
    }

    /** How much less it holds open. */
    private static long relieve(PartitionArchive partition) {
        long before = partition.openHeld();
        if (!partition.shrink()) {
            var _ = partition.rotate(RotationReason.MEMORY);
        }
        return before - partition.openHeld();
    }

    /**
     * Whether the next batch may come. Where nothing is on its way, waiting would free nothing: ranges that must be redone
     * are read to their end, on disk as long as it has room. What is on its way need not hold any heap: while a partition
     * waits for the group's answer, its open range can't be rotated, and grows.
     */
    boolean hasRoom() {
        return held() <= heap || partitions.stream().noneMatch(PartitionArchive::isOnItsWay);
    }

    private long open() {
        return partitions.stream().mapToLong(PartitionArchive::openHeld).sum();
    }

    private long closed() {
        return partitions.stream().mapToLong(PartitionArchive::closedHeld).sum();
    }
}
