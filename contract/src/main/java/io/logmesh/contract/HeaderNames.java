package io.logmesh.contract;

/** The record headers of the mesh. All values are UTF-8 text. */
public final class HeaderNames {

    /** The record's identity, see {@link RecordId}. */
    public static final String ID = "logmesh-id";

    public static final String SOURCE = "logmesh-source";

    /** Milliseconds since the epoch, in decimal digits. */
    public static final String INGEST_TS = "logmesh-ingest-ts";

    public static final String LEVEL = "logmesh-level";

    /** The hash of the rules that routed the record. */
    public static final String RULES = "logmesh-rules";

    /** Why a record is a dead letter: prefix of the headers that {@link DeadLetter} writes. */
    public static final String ERROR_PREFIX = "logmesh-error-";

    private HeaderNames() {}
}
