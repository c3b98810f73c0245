package io.logmesh.indexer.bulk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The documents of one topic that wait: new ones in their order, and those that were put off until their time has come
 * again. What is put off holds up nothing behind it. Not thread-safe.
 */
final class Lane<D extends Document> {

    private record Retry<D>(List<D> documents, long due) {}

    private final ArrayDeque<D> next = new ArrayDeque<>();
    private final PriorityQueue<Retry<D>> retries = new PriorityQueue<>(Comparator.comparingLong(Retry::due));
    private long weight;
    private long readyBytes;
    private int failures;
    private boolean full;

    void add(List<D> documents) {
        next.addAll(documents);
        readyBytes += bytes(documents);
        weight += Backlog.weight(documents);
    }

    /**
     * Takes documents back whose attempt settled nothing of them.
     *
     * @param fruitless whether it settled none of the lane's documents at all: then the waits grow
     */
    void putOff(List<D> documents, boolean fruitless, Backoff backoff, long now) {
        Duration wait = backoff.after(failures, ThreadLocalRandom.current());
        failures = fruitless ? failures + 1 : 0;
        retries.add(new Retry<>(documents, now + wait.toNanos()));
        weight += Backlog.weight(documents);
    }

    /** Takes documents back that are to be sent again before all others. */
    void putBack(List<D> documents) {
        addFirst(documents);
        weight += Backlog.weight(documents);
    }

    private void addFirst(List<D> documents) {
        documents.reversed().forEach(next::addFirst);
        readyBytes += bytes(documents);
    }

    private static long bytes(List<? extends Document> documents) {
        long bytes = 0;
        for (var document : documents) {
            bytes += document.value().length;
        }
        return bytes;
    }

    void succeeded() {
        failures = 0;
    }

    /** Whether there is something to send now. */
    boolean isReady(long now) {
        while (!retries.isEmpty() && retries.peek().due() - now <= 0) {
            addFirst(retries.poll().documents());
        }
        return !next.isEmpty();
    }

    /** What could be sent now, in bytes of documents. */
    long readyBytes() {
        return readyBytes;
    }

    /** How many documents could be sent now. */
    int ready() {
        return next.size();
    }

    /** Nanoseconds until something will be ready; {@link Long#MAX_VALUE} where nothing is put off. */
    long readyIn(long now) {
        return retries.isEmpty() ? Long.MAX_VALUE : Math.max(1, retries.peek().due() - now);
    }

    /** The next document, or null. */
    D peek() {
        return next.peek();
    }

    D poll() {
        var document = next.poll();
        weight -= Backlog.weight(document);
        readyBytes -= document.value().length;
        return document;
    }

    int size() {
        return next.size()
                + retries.stream().mapToInt(retry -> retry.documents().size()).sum();
    }

    /** What its documents take of the budget, in bytes. */
    long weight() {
        return weight;
    }

    /** Whether it holds its share of the budget; once it does, until half of that is gone. */
    boolean isFull(long share) {
        full = full ? weight > share / 2 : weight >= share;
        return full;
    }
}
