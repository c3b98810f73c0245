package io.logmesh.archiver.archive;

import java.util.List;

/**
 * A range whose end is chosen, with all that must be written before it may be committed.
 *
 * @param objects one for each folder; none where all its records were refused
 * @param whole whether all its records are there; of one that is read again, retention may have deleted some
 * @param openedAt when its first record was received, in nanoseconds of the {@link Loop}'s clock
 */
record ClosedRange(
        Range range,
        Metadata.Intent intent,
        List<ArchiveObject> objects,
        List<Refused> refused,
        boolean whole,
        long openedAt) {

    /** How many records are to be archived or refused. */
    long records() {
        return objects.stream().mapToLong(object -> object.tally().records()).sum() + refused.size();
    }

    /** The bytes of heap that it takes; what was made of its objects since is not in it. */
    long held() {
        return objects.stream().mapToLong(object -> object.content().held()).sum()
                + refused.stream().mapToLong(Refused::held).sum();
    }

    /** How far the partition has come when this is archived; a stamp behind {@code now} does not count. */
    long passed(long now) {
        return objects.stream()
                .mapToLong(object -> Math.min(object.tally().newest(), now))
                .reduce(intent.passed(), Math::max);
    }

    void discard() {
        objects.forEach(object -> object.content().discard());
    }
}
