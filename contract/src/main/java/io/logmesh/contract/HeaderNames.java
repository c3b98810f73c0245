package io.logmesh.contract;

/** The record headers of the mesh. All values are UTF-8 text. */
public final class HeaderNames {

    /** Of all the mesh's headers, and of no others. */
    public static final String PREFIX = "logmesh-";

    /** The record's identity, see {@link RecordId}. */
    public static final String ID = "logmesh-id";

    public static final String SOURCE = "logmesh-source";

    /** Milliseconds since the epoch, in decimal digits. */
    public static final String INGEST_TS = "logmesh-ingest-ts";

    /** When it happened, in milliseconds since the epoch; not there where that is no other time than {@link #INGEST_TS}. */
    public static final String EVENT_TS = "logmesh-event-ts";

    public static final String LEVEL = "logmesh-level";

    /** The hash of the rules that routed the record. */
    public static final String RULES = "logmesh-rules";

    /** {@value #QUOTA_OVER} where the record exceeds its source's quota; else it is not there. */
    public static final String QUOTA = "logmesh-quota";

    public static final String QUOTA_OVER = "over";

    /** {@value #INDEX_NO} where the record is archived and not indexed; else it is not there. */
    public static final String INDEX = "logmesh-index";

    public static final String INDEX_NO = "no";

    /** Says that the mesh itself made the record, and what it tells of, such as {@value #MARKER_QUOTA}. */
    public static final String MARKER = "logmesh-marker";

    /** It tells what was withheld because of a quota. */
    public static final String MARKER_QUOTA = "quota";

    /** The topic that the record was meant for and did not go to, because the cluster refused to make it. */
    public static final String REFUSED_TOPIC = "logmesh-refused-topic";

    /** The ids of the records that were joined into this one, see {@link CoveredIds}. */
    public static final String COVERS = "logmesh-covers";

    /**
     * The one sink that is to take the record, such as {@code es-indexer}: it was refused by that one only, and the others
     * have it. Set where a dead letter of a sink is replayed; else it is not there.
     */
    public static final String ONLY_FOR = "logmesh-only-for";

    /** Why a record is a dead letter: prefix of the headers that {@link DeadLetter} writes. */
    public static final String ERROR_PREFIX = "logmesh-error-";

    private HeaderNames() {}
}
