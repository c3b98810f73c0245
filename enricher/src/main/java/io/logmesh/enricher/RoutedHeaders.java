package io.logmesh.enricher;

import io.logmesh.contract.CoveredIds;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.SourceName;
import io.logmesh.contract.enrichment.Marks;
import io.logmesh.contract.enrichment.Origin;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * What the router has decided about a record, as its headers say it; anything may be missing.
 *
 * @param marks what else it has decided
 * @param covers empty, except where a joined record comes back as a dead letter that is sent again
 */
record RoutedHeaders(String source, String id, long ingestTs, Marks marks, String covers) {

    static RoutedHeaders of(Headers headers) {
        var covers = RecordHeaders.text(headers, HeaderNames.COVERS);
        return new RoutedHeaders(
                RecordHeaders.text(headers, HeaderNames.SOURCE),
                RecordHeaders.text(headers, HeaderNames.ID),
                RecordHeaders.ingestTs(headers),
                Marks.of(
                        RecordHeaders.text(headers, HeaderNames.QUOTA), RecordHeaders.text(headers, HeaderNames.INDEX)),
                covers == null ? "" : covers);
    }

    /** Why no record with such headers can be enriched; empty where one can. */
    Optional<Outcome.Refused> refusal() {
        if (source == null || !SourceName.isValid(source)) {
            return refused("invalid_source", "no valid source in header " + HeaderNames.SOURCE);
        }
        if (id == null || id.isEmpty()) {
            return refused("missing_id", "no id in header " + HeaderNames.ID);
        }
        if (ingestTs < 0 || ingestTs > Origin.LATEST) {
            return refused("invalid_ingest_ts", "no ingest time in header " + HeaderNames.INGEST_TS);
        }
        return Optional.empty();
    }

    /** Of headers that are not refused; {@code key} is the record's, or null. */
    Origin origin(byte[] key) {
        int others = covers.isEmpty()
                ? 0
                : CoveredIds.read(id, covers).map(ids -> ids.size()).orElse(0);
        return origin(key, others == 0 ? "" : covers, others + 1);
    }

    /** The same of a record that is known to consist of so many lines, those that {@code itsCovers} stands for and its own. */
    Origin origin(byte[] key, String itsCovers, int lines) {
        return new Origin(source, id, ingestTs, marks, itsCovers, lines, Origin.container(source, key));
    }

    private static Optional<Outcome.Refused> refused(String error, String message) {
        return Optional.of(new Outcome.Refused(error, message));
    }
}
