package io.logmesh.contract.enrichment;

import io.logmesh.contract.HeaderNames;

/**
 * What was decided about a record besides where it belongs. It is written into the record, so that who reads the archive
 * can tell a record that is rightly not in the index from one that is missing there.
 *
 * @param overQuota whether it exceeds its source's quota
 * @param archivedOnly whether it does not go into the index
 */
public record Marks(boolean overQuota, boolean archivedOnly) {

    /** Nothing special. */
    public static final Marks NONE = new Marks(false, false);

    /** As the headers {@code logmesh-quota} and {@code logmesh-index} say it; null where there is none. */
    public static Marks of(String quota, String index) {
        return new Marks(HeaderNames.QUOTA_OVER.equals(quota), HeaderNames.INDEX_NO.equals(index));
    }
}
