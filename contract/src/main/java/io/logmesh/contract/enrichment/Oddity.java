package io.logmesh.contract.enrichment;

import java.util.Locale;

/** What is wrong with a record, and was coped with. */
public enum Oddity {
    /** It is nothing but a line: no JSON object, which was wrapped as the text of one, here or by the router. */
    NO_OBJECT,
    /** Its text had control sequences of a terminal, which are not in the message. */
    COLOURS,
    /** It has a time, by its form or its name, that can't be read as one. */
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
