package io.logmesh.cli.audit.balance;

import java.util.Map;
import java.util.TreeMap;

/** What became of one source's records. Counts records, not copies, except where it says so. */
public final class SourceBalance {

    long in;
    long archived;
    long indexed;
    long dropped;
    long missingInArchive;
    long missingInIndex;
    long twiceInArchive;
    long twiceInIndex;
    long indexedAnyway;
    long unexplained;
    long archivedOnly;
    long parked;
    long markers;
    final Map<String, Long> dead = new TreeMap<>();

    /** Records that came in through a raw topic, those included that a rule dropped. */
    public long in() {
        return in;
    }

    /** Of those, how many the archive holds. */
    public long archived() {
        return archived;
    }

    /** Of those, how many an index holds. */
    public long indexed() {
        return indexed;
    }

    /** Of those, how many the archive alone holds, and rightly: they are beyond a quota, or were sampled out. */
    public long archivedOnly() {
        return archivedOnly;
    }

    /** Of those, how many wait to be sent on, since they are beyond a quota. */
    public long parked() {
        return parked;
    }

    /** Records that the mesh itself made, to tell what it withheld. They come from no raw record. */
    public long markers() {
        return markers;
    }

    /** Of those, how many the source's rule drops. */
    public long dropped() {
        return dropped;
    }

    /** Dead letters by the service that refused them. */
    public Map<String, Long> dead() {
        return dead;
    }

    /** Neither in the archive nor a dead letter that accounts for it. */
    public long missingInArchive() {
        return missingInArchive;
    }

    /** Neither in an index nor a dead letter that accounts for it. */
    public long missingInIndex() {
        return missingInIndex;
    }

    public long twiceInArchive() {
        return twiceInArchive;
    }

    public long twiceInIndex() {
        return twiceInIndex;
    }

    /** In an index, although they are marked as archived only. */
    public long indexedAnyway() {
        return indexedAnyway;
    }

    /** In the archive, an index or the dead letters, although the rules send no raw record there. */
    public long unexplained() {
        return unexplained;
    }

    public boolean isBalanced() {
        return missingInArchive + missingInIndex + twiceInArchive + twiceInIndex + indexedAnyway + unexplained == 0;
    }
}
