package io.logmesh.contract.enrichment;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordFields;
import io.logmesh.contract.formats.TextFormat;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.text.Level;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * An enriched record.
 *
 * @param value a JSON object; at most {@link Enrichment#MAX_BYTES} where the collector's own members leave room
 * @param marksAt where in it a mark may be put, directly behind the id
 * @param time when it happened, in milliseconds since the epoch; when it was collected, where that is not known
 * @param level its level, or null where none was found
 * @param format what its text was recognised as
 * @param unparsed whether the text is in none of the formats that were asked for
 * @param shaped what of it is not as it came
 * @param levelFrom where its level was found
 * @param timeFrom where its time was found; nothing where that is the time at which it was collected
 * @param traceFrom where the ids of its trace and span were found
 * @param oddities what was wrong with it
 * @param owner by what its owner was found
 */
public record Enriched(
        byte[] value,
        int marksAt,
        long time,
        Level level,
        TextFormat format,
        boolean unparsed,
        Shaped shaped,
        FoundIn levelFrom,
        FoundIn timeFrom,
        FoundIn traceFrom,
        Set<Oddity> oddities,
        Owner.Match owner) {

    private static final byte[] ARCHIVED_ONLY =
            (",\"" + RecordFields.INDEX + "\":\"" + HeaderNames.INDEX_NO + '"').getBytes(StandardCharsets.US_ASCII);

    /** The value with the mark that it is archived and not indexed. */
    public byte[] archivedOnly() {
        return new JsonBuffer(value.length + ARCHIVED_ONLY.length)
                .append(value, 0, marksAt)
                .append(ARCHIVED_ONLY)
                .append(value, marksAt, value.length)
                .toByteArray();
    }
}
