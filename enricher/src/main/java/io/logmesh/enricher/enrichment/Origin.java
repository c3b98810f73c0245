package io.logmesh.enricher.enrichment;

import java.time.Instant;

/**
 * What the router has decided about a record, as its headers carry it.
 *
 * @param ingestTs when it was collected, in milliseconds since the epoch
 */
public record Origin(String source, String id, long ingestTs, Marks marks) {

    /** Later times have no four-digit year, and no place in an ISO 8601 timestamp or an index name. */
    public static final long LATEST = Instant.parse("9999-12-30T00:00:00Z").toEpochMilli();

    /** Of a record about which nothing more was decided. */
    public Origin(String source, String id, long ingestTs) {
        this(source, id, ingestTs, Marks.NONE);
    }

    public Origin {
        if (ingestTs < 0 || ingestTs > LATEST) {
            throw new IllegalArgumentException("no ingest time between 1970 and 9999: " + ingestTs);
        }
    }
}
