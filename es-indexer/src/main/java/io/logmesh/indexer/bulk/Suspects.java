package io.logmesh.indexer.bulk;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documents at which the cluster failed, with a 500 or the like. Were they tried for ever, one document that no
 * attempt will ever bring in would hold up its partition; were they given up soon, an outage would turn records into dead
 * letters. So a failure counts only if the cluster took another document of the same index since the failure before: a
 * cluster that is down condemns nobody. After {@value #FAILURES} of them, over at least {@link #AT_LEAST}, the document is
 * taken for the cause. Thread-safe.
 */
final class Suspects<D extends Document> {

    static final int FAILURES = 8;
    static final Duration AT_LEAST = Duration.ofSeconds(30);

    private final Map<D, Suspicion> suspects = new ConcurrentHashMap<>();
    private final Map<String, Long> lastTaken = new ConcurrentHashMap<>();

    /** Times are those of {@link System#nanoTime}. */
    private record Suspicion(int failures, long first, long last) {}

    /** Whether {@link #taken} needs to be told anything. */
    boolean isEmpty() {
        return suspects.isEmpty();
    }

    /** The cluster took a document of that index. */
    void taken(String index, long now) {
        lastTaken.put(index, now);
    }

    /** Whether the document is given up, now that the cluster failed at it once more. */
    boolean isGivenUp(D document, long now) {
        var suspicion = suspects.merge(
                document,
                new Suspicion(1, now, now),
                (old, _) -> new Suspicion(
                        isTakenSince(document.index(), old.last()) ? old.failures() + 1 : old.failures(),
                        old.first(),
                        now));
        boolean givenUp = suspicion.failures() >= FAILURES && now - suspicion.first() >= AT_LEAST.toNanos();
        if (givenUp) {
            forget(document);
        }
        return givenUp;
    }

    /** The document is settled. */
    void forget(D document) {
        if (!suspects.isEmpty() && suspects.remove(document) != null && suspects.isEmpty()) {
            lastTaken.clear();
        }
    }

    private boolean isTakenSince(String index, long time) {
        var taken = lastTaken.get(index);
        return taken != null && taken - time > 0;
    }
}
