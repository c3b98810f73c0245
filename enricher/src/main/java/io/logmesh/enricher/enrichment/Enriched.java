package io.logmesh.enricher.enrichment;

import io.logmesh.enricher.formats.TextFormat;
import io.logmesh.enricher.text.Level;

/**
 * An enriched record.
 *
 * @param value a JSON object; at most {@link Enrichment#MAX_BYTES} where the collector's own members leave room
 * @param level its level, or null where none was found
 * @param format what its text was recognised as
 * @param unparsed whether the text is in none of the formats that were asked for
 * @param fieldsLeftOut how many parsed fields are not in it, because they were too many or too large
 */
public record Enriched(byte[] value, Level level, TextFormat format, boolean unparsed, int fieldsLeftOut) {}
