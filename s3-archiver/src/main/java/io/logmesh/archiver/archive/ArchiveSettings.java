package io.logmesh.archiver.archive;

import java.util.function.Function;

/**
 * How to archive.
 *
 * @param plans how the records of a topic are archived; asked when a range is opened
 * @param heap bytes of the heap for all ranges together, open or on their way to the store; see {@link MemoryBudget}
 * @param backoff between the attempts to store, commit or write a dead letter
 */
public record ArchiveSettings(Function<Partition, Plan> plans, long heap, Backoff backoff) {

    public ArchiveSettings {
        if (heap <= 0) {
            throw new IllegalArgumentException("the archive needs some memory");
        }
    }
}
