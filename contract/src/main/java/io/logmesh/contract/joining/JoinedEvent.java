package io.logmesh.contract.joining;

/**
 * An event that is done.
 *
 * @param key of its records
 * @param first its first record, whose headers, timestamp and place it keeps
 * @param value the record with the text of all lines
 * @param covers the ids of the others, see {@link io.logmesh.contract.CoveredIds}; empty where it is one record alone
 * @param reason why it waits no longer
 */
public record JoinedEvent(byte[] key, HeldRecord first, byte[] value, String covers, int lines, Reason reason) {

    /** Why an event waits no longer. */
    public enum Reason {
        /** A line came that does not belong to it, or its last line. */
        LINE,
        /** No line came in time. */
        TIMEOUT,
        /** It has as many lines or bytes as an event may have. */
        LIMIT,
        /** What would continue it is marked otherwise: the source's quota was used up in between, or is no longer. */
        QUOTA,
        /** The budget for pending events is used up. */
        BUDGET
    }
}
