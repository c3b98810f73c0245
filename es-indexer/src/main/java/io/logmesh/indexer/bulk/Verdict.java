package io.logmesh.indexer.bulk;

import java.util.Set;

/**
 * Judges the answer for one document. The line is drawn by whose fault it is: what the cluster's state or settings cause
 * is put off, however long it takes, since the same document will be taken once that is mended; what the document causes
 * would be refused for ever.
 */
public final class Verdict {

    /** Reported as the client's fault, and yet no fault of the document. */
    private static final Set<String> CLUSTER_CONDITIONS = Set.of(
            "cluster_block_exception", // read-only, or a disk beyond its flood stage
            "security_exception", // the credentials lack a right
            "index_not_found_exception", // creating indices by writing is switched off
            "index_closed_exception",
            "validation_exception"); // the cluster has as many shards as it may

    private Verdict() {}

    /** The outcome of a {@code create} that was answered with {@code status}; {@code error} is null where none was named. */
    public static Outcome on(int status, ItemError error) {
        if (status >= 200 && status < 300) {
            return Outcome.CREATED;
        }
        if (status == 409) {
            return Outcome.EXISTED;
        }
        var type = error == null ? "status_" + status : error.type();
        if (status == 408 || status == 429 || status >= 500 || CLUSTER_CONDITIONS.contains(type)) {
            return new Outcome.PutOff(type);
        }
        return new Outcome.Refused(type, error == null ? type : error.description());
    }
}
