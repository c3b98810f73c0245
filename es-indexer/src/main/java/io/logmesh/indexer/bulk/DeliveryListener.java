package io.logmesh.indexer.bulk;

import java.time.Duration;
import java.util.List;

/** Hears what deliveries do, for metrics, logs and health. Several threads call it at once. */
public interface DeliveryListener<D> {

    /** Why documents of an index were put off. */
    record Reason(String index, String error) {}

    /** The documents are where they belong, for good: in the index (created or existed), or among the dead letters. */
    void settled(List<? extends D> documents, List<Outcome> outcomes);

    /** So many documents of one request will be sent again, for this reason. */
    void putOff(Reason reason, int documents);

    /** A request was answered or failed after this time. */
    void answered(List<? extends D> bulk, Duration took);

    /** A request was not carried out, or not all of it, since the cluster has too much to do. */
    void pushedBack();

    /** A request got its documents' outcomes, and did not put off all of them, unless they are all of one index. */
    void available();

    /** A request achieved nothing; so many of its documents, which were not reported as put off, will be sent again. */
    void unavailable(int documents, String problem);
}
