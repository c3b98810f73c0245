package io.logmesh.indexer.bulk;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The documents at which the cluster failed, with a 500 or the like. Were they tried for ever, one document that no
 * attempt will ever bring in would hold up its partition; were they given up soon, an outage would turn records into dead
 * letters. So a failure counts only if the cluster took another document of the same index since the failure before: a
 * cluster that is down condemns nobody. After {@value #FAILURES} of them, over at least {@link #AT_LEAST}, the document is
 * taken for the cause.
 *
 * <p>That is not enough where one shard of several fails, and the others go on: then a good part of the index's documents
 * fails, while those that are at fault themselves are few. So nobody is given up unless, since his first failure, the index
 * took {@value #TAKEN_FOR_EACH} documents for each one that is suspected in it. Thread-safe: all state is guarded by the
 * monitor of this object.
 */
final class Suspects<D extends Document> {

    static final int FAILURES = 8;
    static final Duration AT_LEAST = Duration.ofSeconds(30);

    /** Of an index of ten shards one of which fails, so many in a row are taken once in two hundred times. */
    static final int TAKEN_FOR_EACH = 50;

    private final Map<D, Suspicion> suspects = new HashMap<>();

    /** Those that have suspects. */
    private final Map<String, Index> indices = new HashMap<>();

    private static final class Index {
        private int suspects;
        private long taken;
    }

    private static final class Suspicion {
        private final long first;
        private final long takenAtFirst;
        private long takenAtLast;
        private int failures = 1;

        /** @param first by {@link System#nanoTime} */
        Suspicion(long first, long taken) {
            this.first = first;
            this.takenAtFirst = taken;
            this.takenAtLast = taken;
        }

        void failsAgain(long taken) {
            failures += taken > takenAtLast ? 1 : 0;
            takenAtLast = taken;
        }
    }

    /** The cluster took a document of that index. */
    synchronized void taken(String index) {
        var suspected = indices.get(index);
        if (suspected != null) {
            suspected.taken++;
        }
    }

    /** Whether the document is given up, now that the cluster failed at it once more; {@code now} is in nanoseconds. */
    synchronized boolean isGivenUp(D document, long now) {
        var index = indices.computeIfAbsent(document.index(), _ -> new Index());
        var suspicion = suspects.get(document);
        if (suspicion == null) {
            index.suspects++;
            suspects.put(document, new Suspicion(now, index.taken));
            return false;
        }
        suspicion.failsAgain(index.taken);
        boolean isGivenUp = suspicion.failures >= FAILURES
                && now - suspicion.first >= AT_LEAST.toNanos()
                && index.taken - suspicion.takenAtFirst >= (long) TAKEN_FOR_EACH * index.suspects;
        if (isGivenUp) {
            forget(document);
        }
        return isGivenUp;
    }

    /** The document is settled. */
    synchronized void forget(D document) {
        if (!suspects.isEmpty() && suspects.remove(document) != null && --indices.get(document.index()).suspects == 0) {
            indices.remove(document.index());
        }
    }

    /** Whether there are none. */
    synchronized boolean isEmpty() {
        return suspects.isEmpty();
    }
}
