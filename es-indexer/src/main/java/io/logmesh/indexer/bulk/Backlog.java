package io.logmesh.indexer.bulk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents that wait for a free request. A request that is free takes what there is, so that documents wait for
 * nothing while there is little to do, and while requests are busy the next bulk grows up to its limit. Then whoever
 * adds must wait: that is the backpressure, and it bounds memory to one bulk and what was added last.
 *
 * <p>Thread-safe: all state is guarded by the monitor of this object.
 */
public final class Backlog<D extends Document> {

    private final BulkLimit limit;
    private final ArrayDeque<D> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean closed;

    public Backlog(BulkLimit limit) {
        this.limit = limit;
    }

    /**
     * Adds documents at the end, as soon as less than a full bulk is waiting.
     *
     * @throws InterruptedException where the backlog is closed
     */
    public synchronized void add(List<D> documents) throws InterruptedException {
        while (!closed && (waitingBytes >= limit.bytes() || waiting.size() >= limit.documents())) {
            wait();
        }
        if (closed) {
            throw new InterruptedException("the backlog is closed");
        }
        for (var document : documents) {
            waiting.add(document);
            waitingBytes += document.value().length;
        }
        notifyAll();
    }

    /** Takes the next bulk, of at least one document; waits until there is one. Empty where the backlog is closed. */
    public synchronized List<D> take() throws InterruptedException {
        while (!closed && waiting.isEmpty()) {
            wait();
        }
        if (closed) {
            return List.of();
        }
        var bulk = new ArrayList<D>(Math.min(waiting.size(), limit.documents()));
        long bytes = 0;
        while (bulk.isEmpty() || nextFits(bulk.size(), bytes)) {
            var document = waiting.poll();
            bytes += document.value().length;
            bulk.add(document);
        }
        waitingBytes -= bytes;
        notifyAll();
        return bulk;
    }

    /** Ends all waiting; what is left is abandoned. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private boolean nextFits(int documents, long bytes) {
        var next = waiting.peek();
        return next != null && documents < limit.documents() && bytes + next.value().length <= limit.bytes();
    }
}
