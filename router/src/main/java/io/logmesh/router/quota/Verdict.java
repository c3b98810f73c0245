package io.logmesh.router.quota;

import java.util.Locale;

/** What a source's quota says to one of its records. */
public enum Verdict {
    /** It goes the usual way. */
    WITHIN,
    /** It is archived and not indexed. */
    ARCHIVED,
    /** It goes the usual way as one of the sample. */
    SAMPLED,
    /** It waits in a topic of its own. */
    PARKED;

    /** Whether the record is beyond the quota. */
    public boolean isOver() {
        return this != WITHIN;
    }

    /** The name, as it stands in meters and marker records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
