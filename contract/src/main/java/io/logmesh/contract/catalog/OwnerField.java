package io.logmesh.contract.catalog;

import java.util.Locale;

/** What an entry says in one text, in the order in which it is written. */
public enum OwnerField {
    TEAM,
    SERVICE,
    VERSION,
    /** Of the node. */
    ZONE;

    /** Its name, in an entry and in a record's {@code owner}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
