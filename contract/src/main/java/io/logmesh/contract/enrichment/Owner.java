package io.logmesh.contract.enrichment;

import java.util.Locale;

/**
 * What is known of who wrote a record.
 *
 * @param json what the record is to say, an object; empty where that is nothing
 */
public record Owner(Match match, byte[] json) {

    /** By what it was found. */
    public enum Match {
        POD,
        NAMESPACE,
        /** The catalog knows neither the pod nor the namespace that the record names. */
        MISS,
        /** There is no catalog, or the record names neither. */
        NOT_ASKED;

        /** As a tag of a meter. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** No bytes. */
    public static final byte[] NOTHING = new byte[0];

    public static final Owner MISSED = new Owner(Match.MISS, NOTHING);
    public static final Owner NOT_ASKED = new Owner(Match.NOT_ASKED, NOTHING);
}
