package io.logmesh.indexer.bulk;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges the answer for one document. The line is drawn by whose fault it is: what the cluster's state or settings cause
 * is put off, however long it takes, since the same document will be taken once that is mended; what the document causes
 * would be refused for ever. Where a field of it does not fit its index, the rest of it may.
 */
public final class Verdict {

    /** Reported as the client's fault, and yet no fault of the document. */
    private static final Set<String> CLUSTER_CONDITIONS = Set.of(
            "cluster_block_exception", // read-only, or a disk beyond its flood stage
            "security_exception", // the credentials lack a right
            "index_not_found_exception", // creating indices by writing is switched off
            "index_closed_exception",
            "validation_exception"); // the cluster has as many shards as it may

    /** What a 429 says that stands for too much load; a disk beyond its flood stage is reported with a 429, too. */
    private static final Set<String> OVERLOAD = Set.of("es_rejected_execution_exception", "circuit_breaking_exception");

    /** How a field that does not fit, too many fields, and terms that are too long are reported. */
    private static final Set<String> MISFITS = Set.of(
            "document_parsing_exception",
            "mapper_parsing_exception",
            "strict_dynamic_mapping_exception",
            "illegal_argument_exception");

    /** An index that was mounted from a snapshot, as the frozen tier does, is called so; it takes no writes ever again. */
    private static final Pattern MOUNTED =
            Pattern.compile("index \\[(?:partial|restored)-[^\\]]*] blocked by: .*/8/.*");

    private static final Outcome.Refused FROZEN = new Outcome.Refused(
            "index_frozen", "the index of its day is mounted from a snapshot, and takes no documents any more");

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
        if (isForEver(type, error)) {
            return FROZEN;
        }
        if (isPassing(status) || CLUSTER_CONDITIONS.contains(type)) {
            return new Outcome.PutOff(type, OVERLOAD.contains(type));
        }
        var refusal = new Outcome.Refused(type, error == null ? type : error.description());
        if (status >= 500) {
            return new Outcome.Failed(refusal);
        }
        return MISFITS.contains(type)
                ? new Outcome.Misfit(refusal, error == null ? Optional.empty() : error.field())
                : refusal;
    }

    private static boolean isForEver(String type, ItemError error) {
        return type.equals("cluster_block_exception")
                && MOUNTED.matcher(error.reason()).lookingAt();
    }

    private static boolean isPassing(int status) {
        return status == 408 || status == 429 || (status >= 502 && status <= 504);
    }
}
