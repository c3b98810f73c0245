package io.logmesh.contract.routing;

import io.logmesh.contract.sources.Source;

/** What becomes of a raw record, or of one of the records that it holds. */
public sealed interface Outcome {

    /** See {@link io.logmesh.contract.RecordId}; equal for all copies of a record. */
    String id();

    /**
     * It goes on as a record of {@code source}.
     *
     * @param ingestTs when it was collected, in milliseconds since the epoch
     * @param key the container stream that it belongs to, see {@link StreamKey}
     * @param value a JSON object of at most {@link Routing#MAX_VALUE_BYTES}
     */
    record Routed(Source source, String id, long ingestTs, byte[] key, byte[] value) implements Outcome {}

    /**
     * The source {@code rule} took it, and its {@code drop} is true of it.
     *
     * @param bytes how long its value would have been
     */
    record Dropped(Source rule, String id, int bytes) implements Outcome {}
}
