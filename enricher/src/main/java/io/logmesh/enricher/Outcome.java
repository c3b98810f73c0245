package io.logmesh.enricher;

import io.logmesh.contract.DeadLetter;
import io.logmesh.enricher.enrichment.Enriched;

/** What becomes of one routed record. */
sealed interface Outcome {

    /** It goes to the enriched topic of its source, which is there. */
    record Passed(String source, Enriched enriched) implements Outcome {}

    /** It goes to the dead letters. */
    record Refused(String error, String message) implements Outcome {

        DeadLetter deadLetter() {
            return new DeadLetter(MeshTopics.STAGE, error, message);
        }
    }
}
