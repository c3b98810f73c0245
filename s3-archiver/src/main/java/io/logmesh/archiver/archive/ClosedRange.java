package io.logmesh.archiver.archive;

import java.util.List;

/**
 * A range whose end is chosen, with all that must be written before it may be committed.
 *
 * @param objects one for each source and hour; none where all its records were refused
 * @param openedAt when its first record was received, in nanoseconds of the {@link Loop}'s clock
 */
record ClosedRange(Range range, Intent intent, List<ArchiveObject> objects, List<Refused> refused, long openedAt) {

    long held() {
        return objects.stream().mapToLong(ArchiveObject::size).sum()
                + refused.stream().mapToLong(Refused::held).sum();
    }
}
