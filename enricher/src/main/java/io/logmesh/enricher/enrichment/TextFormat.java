package io.logmesh.enricher.enrichment;

import java.util.Locale;

/** What a record's text was recognised as. */
public enum TextFormat {
    JSON,
    LOGFMT,

    /** Anything else, and records without a text. */
    TEXT;

    /** The format as it stands in metrics. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
