package io.logmesh.indexer.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What sending a bulk once came to.
 *
 * @param settled documents that are where they belong, for good: in the index or among the dead letters
 * @param open documents to be sent again
 * @param load what the cluster said about its load
 * @param took how long the slowest of its requests took
 */
public record Attempt<D>(List<D> settled, List<D> open, Load load, Duration took) {

    /** What an answer says about the load of the cluster, from good to bad. */
    public enum Load {
        TAKEN,
        /** Documents were put off because there was too much to do. */
        PUSHED_BACK,
        /** The request as a whole was not carried out, or nobody knows whether it was. */
        UNAVAILABLE
    }

    Attempt<D> and(Attempt<D> other) {
        return new Attempt<>(
                concat(settled, other.settled),
                concat(open, other.open),
                load.compareTo(other.load) > 0 ? load : other.load,
                took.compareTo(other.took) > 0 ? took : other.took);
    }

    private static <D> List<D> concat(List<D> one, List<D> other) {
        var both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
