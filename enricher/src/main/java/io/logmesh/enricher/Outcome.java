package io.logmesh.enricher;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.enrichment.Enriched;

/** What becomes of one routed record. */
sealed interface Outcome {

    /**
     * It goes to the enriched topic of its source, which is there.
     *
     * @param leftOut whether it is not to be indexed, because none of its source are, or only a share of such records is
     */
    record Passed(String source, Enriched enriched, boolean leftOut) implements Outcome {

        /** The value to be written. */
        byte[] value() {
            return leftOut ? enriched.archivedOnly() : enriched.value();
        }
    }

    /** It goes to the dead letters. */
    record Refused(String error, String message) implements Outcome {

        DeadLetter deadLetter() {
            return new DeadLetter(MeshTopics.STAGE, error, message);
        }
    }
}
