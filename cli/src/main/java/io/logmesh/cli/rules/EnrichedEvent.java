package io.logmesh.cli.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logmesh.contract.RecordFields;
import io.logmesh.contract.enrichment.Enriched;
import io.logmesh.contract.sources.Source;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What the enricher makes of one event.
 *
 * @param records the ids of the records that it was joined from, in their order
 * @param redacted how many secrets were taken out, by detector
 * @param sampled whether only a share of such records is indexed; which ones, their ids decide
 */
record EnrichedEvent(
        Source source, List<String> records, Map<String, Integer> redacted, Enriched enriched, boolean sampled) {

    /** The record as it goes into the enriched topic, but for its place in Kafka, which nobody knows. */
    JsonNode json() {
        try {
            var record = (ObjectNode) Text.JSON.readTree(enriched.value());
            return record.put(RecordFields.EVENT_ID, Destination.id(records.getFirst()));
        } catch (IOException e) {
            throw new IllegalStateException("an enriched record is a JSON object", e);
        }
    }
}
