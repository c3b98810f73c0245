package io.logmesh.indexer.bulk;

import java.time.LocalDate;

/**
 * Which of the sources that leave it to their size have a daily index of their own, while the others share one. That is
 * decided once for each day and for all indexers: would it change within a day, a record that is sent again could land in the
 * other index, and stand there twice.
 */
@FunctionalInterface
public interface Placements {

    /**
     * Waits until that is known, which takes Elasticsearch.
     *
     * @throws InterruptedException where the service stops first
     */
    boolean hasOwn(String source, LocalDate day) throws InterruptedException;

    /** Finds that out for a day that is about to begin, so that nobody has to wait for it then; what fails is left to be asked. */
    default void prepare(LocalDate day) {
        // where it costs nothing, there is nothing to do beforehand
    }
}
