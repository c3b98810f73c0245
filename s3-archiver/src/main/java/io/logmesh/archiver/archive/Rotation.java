package io.logmesh.archiver.archive;

import java.time.Duration;

/**
 * When an open range is closed.
 *
 * @param size compressed bytes of one range, over all its objects
 * @param every age on the wall clock since the range's first record was received, whether or not more records come
 * @param memory bytes of heap for all ranges together, open or on their way to the store
 */
public record Rotation(long size, Duration every, long memory) {

    public Rotation {
        if (size <= 0 || memory <= 0 || !every.isPositive()) {
            throw new IllegalArgumentException("rotation needs a size, an age and a memory above zero");
        }
    }

    boolean isDue(OpenRange open, long now) {
        return !open.isEmpty() && (open.compressedSize() >= size || now - open.openedAt() >= every.toNanos());
    }

    /** The share of the memory that open ranges may take; the rest lets records come in while the largest is stored. */
    long openMemory() {
        return memory - memory / 4;
    }
}
