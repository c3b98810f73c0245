package io.logmesh.cli.look;

/** Lets so many records a second through, and counts the others. Not thread-safe. */
final class Sample {

    private static final long NANOS = 1_000_000_000L;

    private final int perSecond;
    private long second = Long.MIN_VALUE;
    private int shown;
    private long skipped;

    Sample(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Whether the record that passes at {@code nanos} of a clock that never goes back is to be shown. */
    boolean admits(long nanos) {
        if (Math.floorDiv(nanos, NANOS) != second) {
            second = Math.floorDiv(nanos, NANOS);
            shown = 0;
        }
        if (shown < perSecond) {
            shown++;
            return true;
        }
        skipped++;
        return false;
    }

    /** How many were held back since this was last asked. */
    long takeSkipped() {
        long count = skipped;
        skipped = 0;
        return count;
    }
}
