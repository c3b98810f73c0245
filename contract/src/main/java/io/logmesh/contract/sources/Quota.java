package io.logmesh.contract.sources;

/**
 * What a source may send, and what becomes of the rest. No record is lost for it.
 *
 * @param bytesPerSecond of ingest time, so that a backlog which is worked off fast does not exceed it
 * @param over what happens to records beyond it
 * @param keep of {@link Over#SAMPLE}, the share that is still indexed, from 0 to 1
 */
public record Quota(long bytesPerSecond, Over over, double keep) {

    /** What becomes of a record that exceeds the quota; each says so in a header. */
    public enum Over {
        /** It is archived and not indexed. */
        ARCHIVE_ONLY,
        /** It is archived; a share of such records, chosen by their ids, is indexed. */
        SAMPLE,
        /** It goes to a topic of its own, from which it can be sent on later. */
        PARK
    }
}
