package io.logmesh.indexer.bulk;

import java.time.Duration;

/** Lets time pass between two attempts. */
@FunctionalInterface
public interface Pause {

    /**
     * Returns after this time.
     *
     * @throws InterruptedException where the service stops, so that there is no further attempt
     */
    void last(Duration time) throws InterruptedException;
}
