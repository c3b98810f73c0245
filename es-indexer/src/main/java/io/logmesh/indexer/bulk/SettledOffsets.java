package io.logmesh.indexer.bulk;

import java.util.ArrayDeque;

/**
 * How far one partition may be committed: up to the first record that is not settled. Records settle in any order; what
 * was polled together is counted together, so there is no bookkeeping for each record. Made anew for each assignment of
 * the partition, so that records of an earlier one settle into nothing. Not thread-safe.
 */
public final class SettledOffsets {

    private final ArrayDeque<Range> open = new ArrayDeque<>();
    private long settledThrough = -1;

    /** Records that were polled together, those not settled counted. */
    public static final class Range {
        private final SettledOffsets partition;
        private final long lastOffset;
        private int unsettled;

        private Range(SettledOffsets partition, long lastOffset, int records) {
            this.partition = partition;
            this.lastOffset = lastOffset;
            this.unsettled = records;
        }

        /** One more of its records is settled. */
        public void settleOne() {
            if (--unsettled == 0) {
                partition.advance();
            }
        }
    }

    /** Begins to wait for {@code records} records, the last of which is at {@code lastOffset}. */
    public Range await(long lastOffset, int records) {
        var range = new Range(this, lastOffset, records);
        open.add(range);
        return range;
    }

    /** The offset up to which, inclusive, every record is settled; -1 where none is. */
    public long settledThrough() {
        return settledThrough;
    }

    /** Whether every record that was awaited is settled. */
    public boolean isIdle() {
        return open.isEmpty();
    }

    private void advance() {
        while (!open.isEmpty() && open.getFirst().unsettled == 0) {
            settledThrough = Math.max(settledThrough, open.removeFirst().lastOffset);
        }
    }
}
