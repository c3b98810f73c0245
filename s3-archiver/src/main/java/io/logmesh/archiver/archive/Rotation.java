package io.logmesh.archiver.archive;

import java.time.Duration;
import java.util.Optional;

/**
 * When an open range is closed.
 *
 * @param size compressed bytes of one range, over all its objects, and the bytes of its refused records
 * @param records of one range
 * @param every age on the wall clock since the range's first record was received, whether or not more records come
 * @param aligned whether that age ends at the next full multiple of {@code every} on the clock, in UTC
 * @param hourly whether a record of a later hour than all those before closes the range
 */
public record Rotation(long size, long records, Duration every, boolean aligned, boolean hourly) {

    /** For {@link #records} where their number is no reason. */
    public static final long ANY_NUMBER = Long.MAX_VALUE;

    private static final long HOUR_MILLIS = 3_600_000;

    public Rotation {
        if (size <= 0 || records <= 0 || every.toMillis() <= 0) {
            throw new IllegalArgumentException("rotation needs a size, a number of records and an age above zero");
        }
    }

    /** By size and age alone. */
    public static Rotation of(long size, Duration every) {
        return new Rotation(size, ANY_NUMBER, every, false, false);
    }

    /** Why the range should be closed now, if it should. */
    Optional<RotationReason> due(OpenRange open, Loop clock) {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        if (open.size() >= size) {
            return Optional.of(RotationReason.SIZE);
        }
        if (open.records() >= records) {
            return Optional.of(RotationReason.RECORDS);
        }
        return isOld(open, clock) ? Optional.of(RotationReason.AGE) : Optional.empty();
    }

    /** Whether the range must be closed before a record of that ingest time is added. */
    boolean endsBefore(long ingestTs, OpenRange open) {
        return hourly && !open.isEmpty() && hour(ingestTs) > hour(open.newest()) && open.newest() >= 0;
    }

    private boolean isOld(OpenRange open, Loop clock) {
        if (!aligned) {
            return clock.nanoTime() - open.openedAt() >= every.toNanos();
        }
        long period = every.toMillis();
        return Math.floorDiv(clock.currentTimeMillis(), period) != Math.floorDiv(open.openedAtMillis(), period);
    }

    private static long hour(long millis) {
        return Math.floorDiv(millis, HOUR_MILLIS);
    }
}
