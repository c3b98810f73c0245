package io.logmesh.contract;

/**
 * The meters that all services keep, by their Micrometer names; at {@code /q/metrics} dots turn into underscores and
 * counters end in {@code _total}. Tags: {@link #SOURCE_TAG} is always a source of {@code logmesh.yaml}, never user text.
 */
public final class MetricNames {

    /** Records taken from the input topics. Counter. */
    public static final String RECORDS_IN = "logmesh.records.in";

    /** Bytes of the values of those records. Counter. */
    public static final String BYTES_IN = "logmesh.bytes.in";

    /** Records passed on: produced, archived or indexed. Counter; tag: source. */
    public static final String RECORDS_OUT = "logmesh.records.out";

    /** Bytes of the values of those records. Counter; tag: source. */
    public static final String BYTES_OUT = "logmesh.bytes.out";

    /** Records dropped by a rule. Counter; tag: source, whose rule it was. */
    public static final String RECORDS_DROPPED = "logmesh.records.dropped";

    /** Records sent to the dead letters. Counter; tag: reason. */
    public static final String DEAD_LETTERS = "logmesh.dead.letters";

    /** Seconds from ingest until the record was passed on. Timer with histogram; tag: source. */
    public static final String FRESHNESS = "logmesh.freshness";

    /** Objects written to the archive. Counter; tag: source. */
    public static final String ARCHIVE_OBJECTS = "logmesh.archive.objects";

    /** Bytes of those objects, as stored. Counter; tag: source. */
    public static final String ARCHIVE_BYTES = "logmesh.archive.bytes";

    /** Documents by outcome: created, existed, dead. Counter; tags: source, outcome. */
    public static final String INDEX_DOCUMENTS = "logmesh.index.documents";

    public static final String SOURCE_TAG = "source";
    public static final String REASON_TAG = "reason";
    public static final String OUTCOME_TAG = "outcome";

    private MetricNames() {}
}
