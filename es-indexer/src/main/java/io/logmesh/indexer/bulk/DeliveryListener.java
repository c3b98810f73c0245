package io.logmesh.indexer.bulk;

import io.logmesh.indexer.bulk.Attempt.Load;
import java.time.Duration;
import java.util.List;

/** Hears what deliveries do, for metrics, logs and health. Several threads call it at once. */
public interface DeliveryListener<D> {

    /** The document is where it belongs, for good: in the index (created or existed), or among the dead letters. */
    void settled(D document, Outcome outcome);

    /** So many documents of one request will be sent again, in part for this reason. */
    void putOff(int documents, String reason, Load load);

    /** A request was answered or failed after this time. */
    void answered(List<? extends D> bulk, Duration took);

    /** A request got its documents' outcomes, and did not put off all of them. */
    void available();

    /** A request achieved nothing; it will be sent again. */
    void unavailable(String problem);
}
