package io.logmesh.contract;

import java.util.Set;

/** The names of the top-level fields of an enriched record's JSON value. */
public final class RecordFields {

    /** When it happened: ISO 8601, UTC, milliseconds. */
    public static final String TIMESTAMP = "@timestamp";

    /** When it was collected: ISO 8601, UTC, milliseconds. */
    public static final String INGEST_TS = "ingest_ts";

    public static final String SOURCE = "source";

    /** One of trace, debug, info, warn, error, fatal. */
    public static final String LEVEL = "level";

    /** The text without its prefix (time, level, logger) where one was recognised. */
    public static final String MESSAGE = "message";

    /** What was parsed out of the text, as an object of keys and values. */
    public static final String FIELDS = "fields";

    public static final String TRACE_ID = "trace_id";
    public static final String SPAN_ID = "span_id";

    /** Equal to the header {@link HeaderNames#ID}. */
    public static final String EVENT_ID = "event_id";

    /** How many of the collector's records were joined into this one; absent where it is one alone. */
    public static final String LINES = "lines";

    /** The ids of those records but the first, see {@link CoveredIds}: equal to the header {@link HeaderNames#COVERS}. */
    public static final String COVERS = "covers";

    /**
     * Present and true where the record or a text in it was cut to its limit, or a limit kept further lines from being joined
     * to it, or fields out of it.
     */
    public static final String TRUNCATED = "truncated";

    /**
     * Who owns what wrote it, as the catalog says: an object of {@code team}, {@code service}, {@code version}, {@code zone}
     * and {@code labels}, each of which may be absent; absent where the catalog says nothing.
     */
    public static final String OWNER = "owner";

    /** {@value HeaderNames#QUOTA_OVER} where the record exceeds its source's quota. Directly behind {@link #EVENT_ID}. */
    public static final String QUOTA = "logmesh_quota";

    /** {@value HeaderNames#INDEX_NO} where the record is archived only. Directly behind {@link #EVENT_ID}. */
    public static final String INDEX = "logmesh_index";

    /** Of a record that the mesh itself made: what it tells, as an object. */
    public static final String MARKER = "logmesh_marker";

    /** Put in by the indexer: what the index refused of the record, as text by full name. */
    public static final String CONFLICTS = "conflicts";

    /** The collector's own: the line as it was written. */
    public static final String LOG = "log";

    /** The collector's own: {@code stdout} or {@code stderr}. */
    public static final String STREAM = "stream";

    /** The collector's own: where in the cluster the line was written. */
    public static final String KUBERNETES = "kubernetes";

    /** What the mesh itself says of a record, whatever the collector sent; {@link #FIELDS} holds what others say. */
    public static final Set<String> OF_EVERY_RECORD = Set.of(
            TIMESTAMP, INGEST_TS, SOURCE, LEVEL, MESSAGE, TRACE_ID, SPAN_ID, EVENT_ID, LINES, COVERS, TRUNCATED, QUOTA,
            INDEX, MARKER);

    private RecordFields() {}
}
