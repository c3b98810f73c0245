package io.logmesh.indexer.bulk;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documents at which the cluster failed, with a 500 or the like. Were they tried for ever, one document that no
 * attempt will ever bring in would hold up its partition; were they given up soon, an outage would turn records into dead
 * letters. So only an attempt counts in which the cluster took another document of the same index, in the same request:
 * a cluster that is down condemns nobody. After {@value #ATTEMPTS} of them, over at least {@link #AT_LEAST}, the document
 * is taken for the cause. Thread-safe.
 */
final class Suspects<D> {

    static final int ATTEMPTS = 8;
    static final Duration AT_LEAST = Duration.ofSeconds(30);

    private final Map<D, Suspicion> suspects = new ConcurrentHashMap<>();

    /** @param since when it failed for the first time, by {@link System#nanoTime} */
    private record Suspicion(int attempts, long since) {}

    /** Whether the document is given up, now that the cluster failed at it once more, and took another beside it. */
    boolean isGivenUp(D document, long now) {
        var suspicion = suspects.merge(
                document, new Suspicion(1, now), (old, more) -> new Suspicion(old.attempts() + 1, old.since()));
        boolean givenUp = suspicion.attempts() >= ATTEMPTS && now - suspicion.since() >= AT_LEAST.toNanos();
        if (givenUp) {
            suspects.remove(document);
        }
        return givenUp;
    }

    /** The document is settled. */
    void forget(D document) {
        if (!suspects.isEmpty()) {
            suspects.remove(document);
        }
    }
}
