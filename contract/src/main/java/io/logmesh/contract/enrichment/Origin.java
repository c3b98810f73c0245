package io.logmesh.contract.enrichment;

import java.time.Instant;
import java.util.Arrays;

/**
 * What the router has decided about a record, as its headers carry it.
 *
 * @param ingestTs when it was collected, in milliseconds since the epoch
 * @param marks what else was decided
 * @param covers the ids of the records that were joined to it, see {@link io.logmesh.contract.CoveredIds}; empty = none
 * @param lines how many records it consists of
 * @param container who wrote it, as a hash of source and key, or UNKNOWN
 */
public record Origin(String source, String id, long ingestTs, Marks marks, String covers, int lines, long container) {

    /** Later times have no four-digit year, and no place in an ISO 8601 timestamp or an index name. */
    public static final long LATEST = Instant.parse("9999-12-30T00:00:00Z").toEpochMilli();

    /** Nobody in particular, of whom nothing is learned. */
    public static final long UNKNOWN = 0;

    /** Of a record that is one alone, and about which nothing more was decided. */
    public Origin(String source, String id, long ingestTs) {
        this(source, id, ingestTs, Marks.NONE, "", 1, UNKNOWN);
    }

    /** Who writes to {@code source} with that key, which may be null. */
    public static long container(String source, byte[] key) {
        return (long) source.hashCode() << 32 | (Arrays.hashCode(key) & 0xffff_ffffL);
    }

    public Origin {
        if (ingestTs < 0 || ingestTs > LATEST) {
            throw new IllegalArgumentException("no ingest time between 1970 and 9999: " + ingestTs);
        }
    }
}
