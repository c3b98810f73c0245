package io.logmesh.indexer.bulk;

/**
 * How far one partition may be committed: up to the first record that is not settled. Records settle in any order; what
 * was polled together is counted together, so there is no bookkeeping for each record. A range that is settled is merged
 * into the one before it, so that a record which is put off for days lets nothing pile up behind it. Made anew for each
 * assignment of the partition, so that records of an earlier one settle into nothing. Not thread-safe.
 */
public final class SettledOffsets {

    private Range last;
    private int open;
    private long settledThrough = -1;

    /** Records that were polled together, those not settled counted. */
    public static final class Range {
        private final SettledOffsets partition;
        private long lastOffset;
        private int unsettled;
        private Range before;
        private Range behind;

        private Range(SettledOffsets partition, long lastOffset, int records, Range before) {
            this.partition = partition;
            this.lastOffset = lastOffset;
            this.unsettled = records;
            this.before = before;
        }

        /** One more of its records is settled. */
        public void settleOne() {
            if (--unsettled == 0) {
                partition.merge(this);
            }
        }
    }

    /** Begins to wait for {@code records} records, the last of which is at {@code lastOffset}. */
    public Range await(long lastOffset, int records) {
        var range = new Range(this, lastOffset, records, last);
        if (last != null) {
            last.behind = range;
        }
        last = range;
        open++;
        return range;
    }

    /** The offset up to which, inclusive, every record is settled; -1 where none is. */
    public long settledThrough() {
        return settledThrough;
    }

    /** Whether every record that was awaited is settled. */
    public boolean isIdle() {
        return open == 0;
    }

    /** How many ranges are kept: those with records that are not settled. */
    int open() {
        return open;
    }

    private void merge(Range settled) {
        if (settled.before == null) {
            settledThrough = Math.max(settledThrough, settled.lastOffset);
        } else {
            settled.before.lastOffset = Math.max(settled.before.lastOffset, settled.lastOffset);
            settled.before.behind = settled.behind;
        }
        if (settled.behind == null) {
            last = settled.before;
        } else {
            settled.behind.before = settled.before;
        }
        // whoever still holds the range must not hold its neighbours with it
        settled.before = null;
        settled.behind = null;
        open--;
    }
}
