package io.logmesh.router;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.contract.sources.Source;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes the headers that the mesh gives a record. Those that many records have alike are made once and shared: Kafka only
 * reads them. Not thread-safe.
 */
final class MeshHeaders {

    private final IdentityHashMap<Source, Header> sources = new IdentityHashMap<>();
    private Rules rules;
    private Header rulesHeader;
    private long ingestTs = -1;
    private Header ingestHeader;

    /** The headers of the record {@code id}, to which others can be added. {@code ingestTs} is in milliseconds since the epoch. */
    Headers of(String id, Source source, long itsIngestTs, Rules itsRules) {
        adopt(itsRules);
        if (ingestHeader == null || itsIngestTs != ingestTs) {
            ingestTs = itsIngestTs;
            ingestHeader = header(HeaderNames.INGEST_TS, Long.toString(itsIngestTs));
        }
        return new RecordHeaders(new Header[] {idHeader(id), sourceHeader(source), ingestHeader, rulesHeader});
    }

    /** An id is ASCII, and Latin-1 is what strings of it are kept in: its bytes are copied as they are. */
    private static Header idHeader(String id) {
        return new RecordHeader(HeaderNames.ID, id.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Header sourceHeader(Source source) {
        var known = sources.get(source);
        return known == null ? sources.computeIfAbsent(source, it -> header(HeaderNames.SOURCE, it.name())) : known;
    }

    @SuppressWarnings("ReferenceEquality") // asked for every record, and changed rules are another object
    private void adopt(Rules itsRules) {
        if (itsRules != rules) {
            rules = itsRules;
            rulesHeader = header(HeaderNames.RULES, itsRules.hash());
            sources.clear();
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
