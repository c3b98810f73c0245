package io.logmesh.contract.sources;

import java.time.Duration;
import java.util.Optional;

/**
 * What of a source's records is indexed, and how. The archive has all of them.
 *
 * @param isIndexed false where none is
 * @param into which index takes them
 * @param retention how long they can be searched; absent = as the indexer is configured
 * @param shards primary shards of each daily index; absent = as the indexer is configured
 * @param refresh how soon they can be found; absent = Elasticsearch's default
 * @param sample which share of them is indexed; absent = all
 */
public record IndexSettings(
        boolean isIndexed,
        Into into,
        Optional<Duration> retention,
        Optional<Integer> shards,
        Optional<Duration> refresh,
        Optional<Sample> sample) {

    /** Nothing said. */
    public static final IndexSettings DEFAULT = of(true);

    /** {@code index: false}. */
    public static final IndexSettings NONE = of(false);

    private static IndexSettings of(boolean isIndexed) {
        return new IndexSettings(
                isIndexed, Into.OWN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Which index takes a source's records. */
    public enum Into {
        /** A daily one of its own. */
        OWN,
        /** The daily one that small sources share. */
        SHARED,
        /** By its size of the days before: the shared one or one of its own, each day anew. */
        AUTO,
        /** A data stream of its own. */
        STREAM
    }

    /**
     * A share of the records, chosen by their ids.
     *
     * @param keep from 0 to 1
     * @param when of which records it is taken; the others are indexed all. Absent = of all
     */
    public record Sample(double keep, Optional<Condition> when) {}
}
