package io.logmesh.contract.enrichment;

import java.util.Locale;

/** What is wrong with a record, and was coped with. */
public enum Oddity {
    /** It is no JSON object, or no UTF-8, and was wrapped as the text of one. */
    NO_OBJECT,
    /** Its text had control sequences of a terminal, which are not in the message. */
    COLOURS,
    /** It has a field for its time that can't be read as one. */
    UNREADABLE_TIME,
    /** Its time can't be true, by what its source believes. */
    ABSURD_TIME,
    /** It, or what stands in it, was cut, here or before. */
    TRUNCATED;

    /** In metrics. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
