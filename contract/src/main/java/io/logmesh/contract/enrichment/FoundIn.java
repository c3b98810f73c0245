package io.logmesh.contract.enrichment;

/** Where what is known of an event was found. */
public enum FoundIn {
    /** In the line, by a format or at its head. */
    TEXT,
    /** In a member of the collector's record. */
    COLLECTOR,
    /** Nowhere: it is not known, or made up for. */
    NOTHING
}
