package io.logmesh.contract.redaction;

/**
 * How much users' patterns may read of one record. A search takes time linear in the text, but each match is followed by
 * another search, and some patterns read to the end for each: that makes hours of a large line. What a search may read at
 * most is counted at no cost; only where that sums up to too much, characters are counted as they are read.
 */
final class ScanBudget {

    private static final long ASSUMED = 8L * 1024 * 1024;
    private static final long MEASURED = 8L * 1024 * 1024;

    private long assumed;
    private long measured;

    /** A record comes. */
    void begin() {
        assumed = ASSUMED;
        measured = MEASURED;
    }

    /** Whether a search that reads {@code bytes} at most needs no measuring. */
    boolean covers(int bytes) {
        assumed -= bytes;
        return assumed >= 0;
    }

    /** A character was read by a search that is measured. */
    void read() {
        measured--;
    }

    boolean isSpent() {
        return measured <= 0;
    }
}
