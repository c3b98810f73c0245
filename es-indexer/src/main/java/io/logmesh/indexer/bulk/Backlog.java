package io.logmesh.indexer.bulk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The documents that wait for a request, in one lane for each topic. A bulk takes the same from each lane, so that a noisy
 * source does not starve the others. Documents that were put off wait in their lane for their next attempt, and nothing
 * waits for them.
 *
 * <p>Memory is bounded by a budget, which the lanes that hold anything share equally. A lane that has its share is full:
 * whoever feeds it should stop until it no longer is ({@link #isFull}); the others go on. Should that come too late,
 * whoever adds is made to wait at twice the budget.
 *
 * <p>Thread-safe: all state is guarded by the monitor of this object.
 */
public final class Backlog<D extends Document> {

    /** Roughly what a record takes besides its value: key, headers, and the objects around them. */
    private static final int OVERHEAD = 1024;

    private final BulkLimit limit;
    private final long budget;
    private final Backoff backoff;
    private final Runnable fullChanged;
    private final Map<String, Lane<D>> lanes = new LinkedHashMap<>();
    private Set<String> full = Set.of();
    private boolean overfull;

    /** Documents that wait to be let in, and those that were taken and not yet answered. */
    private int outside;

    private int turn;
    private boolean closed;

    /**
     * @param budget bytes
     * @param backoff how long a lane's documents wait that were put off
     * @param fullChanged told, while the monitor is held, that {@link #isFull} answers otherwise for some lane
     */
    public Backlog(BulkLimit limit, long budget, Backoff backoff, Runnable fullChanged) {
        this.limit = limit;
        this.budget = budget;
        this.backoff = backoff;
        this.fullChanged = fullChanged;
    }

    static long weight(Document document) {
        return document.heldBytes() + OVERHEAD;
    }

    static long weight(List<? extends Document> documents) {
        return documents.stream().mapToLong(Backlog::weight).sum();
    }

    /**
     * Adds documents at the end of a lane.
     *
     * @throws InterruptedException where the backlog is closed
     */
    public synchronized void add(String lane, List<D> documents) throws InterruptedException {
        outside += documents.size();
        while (!closed && weight() >= 2 * budget) {
            wait();
        }
        if (closed) {
            throw new InterruptedException("the backlog is closed");
        }
        outside -= documents.size();
        if (!documents.isEmpty()) {
            lane(lane).add(documents);
            changed();
        }
    }

    /** Takes the next bulk, of at least one document; waits until there is one. Empty where the backlog is closed. */
    public synchronized List<D> take() throws InterruptedException {
        while (!closed) {
            long now = System.nanoTime();
            var ready = new ArrayList<Lane<D>>();
            long readyIn = Long.MAX_VALUE;
            for (var lane : lanes.values()) {
                if (lane.isReady(now)) {
                    ready.add(lane);
                }
                readyIn = Math.min(readyIn, lane.readyIn(now));
            }
            if (!ready.isEmpty()) {
                var bulk = fill(ready);
                outside += bulk.size();
                changed();
                return bulk;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(readyIn, TimeUnit.MILLISECONDS.toNanos(1)));
        }
        return List.of();
    }

    /** Tells what became of a bulk that was taken; what is open of it waits for its next attempt. */
    public synchronized void answered(List<D> bulk, List<D> open) {
        outside -= bulk.size();
        var left = byLane(open);
        for (var sent : byLane(bulk).entrySet()) {
            var lane = lane(sent.getKey());
            var again = left.getOrDefault(sent.getKey(), List.of());
            if (again.isEmpty()) {
                lane.succeeded();
            } else {
                lane.putOff(again, again.size() == sent.getValue().size(), backoff, System.nanoTime());
            }
        }
        changed();
    }

    /** Takes a bulk back as it was, because it could not be sent. */
    public synchronized void putBack(List<D> bulk) {
        outside -= bulk.size();
        byLane(bulk).forEach((lane, documents) -> lane(lane).putBack(documents));
        changed();
    }

    /** Whether that lane holds as much as it may, so that nothing more should be added to it. */
    public synchronized boolean isFull(String lane) {
        return overfull || full.contains(lane);
    }

    /** What waits, in bytes of the budget. */
    public synchronized long weight() {
        return lanes.values().stream().mapToLong(Lane::weight).sum();
    }

    /** How many documents wait or are under way. */
    public synchronized int documents() {
        return outside + lanes.values().stream().mapToInt(Lane::size).sum();
    }

    /** Ends all waiting; what is left is abandoned. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** One share of the bulk for each lane, and what is left of it to whoever comes first; the first changes each time. */
    private List<D> fill(List<Lane<D>> ready) {
        Collections.rotate(ready, -(turn++ % ready.size()));
        var bulk = new ArrayList<D>();
        long share = Math.max(1, limit.bytes() / ready.size());
        int most = Math.max(1, limit.documents() / ready.size());
        long bytes = 0;
        long before = -1;
        while (bytes > before) {
            before = bytes;
            for (var lane : ready) {
                bytes += move(lane, bulk, bytes, share, most);
            }
        }
        return bulk;
    }

    private long move(Lane<D> lane, List<D> bulk, long bytes, long share, int most) {
        long moved = 0;
        int documents = 0;
        while (lane.peek() != null && moved < share && documents < most && fits(lane.peek(), bulk, bytes + moved)) {
            var document = lane.poll();
            bulk.add(document);
            moved += Math.max(1, document.value().length);
            documents++;
        }
        return moved;
    }

    private boolean fits(D document, List<D> bulk, long bytes) {
        return bulk.isEmpty() || (bulk.size() < limit.documents() && bytes + document.value().length <= limit.bytes());
    }

    private void changed() {
        long share = share();
        var nowFull = new HashSet<String>();
        lanes.forEach((name, lane) -> {
            if (lane.isFull(share)) {
                nowFull.add(name);
            }
        });
        boolean nowOverfull = overfull ? weight() > budget : weight() >= budget + budget / 2;
        boolean differs = nowOverfull != overfull || !nowFull.equals(full);
        full = nowFull;
        overfull = nowOverfull;
        notifyAll();
        if (differs) {
            fullChanged.run();
        }
    }

    private long share() {
        long holding = lanes.values().stream().filter(lane -> lane.weight() > 0).count();
        return budget / Math.max(1, holding);
    }

    private Lane<D> lane(String name) {
        return lanes.computeIfAbsent(name, _ -> new Lane<>());
    }

    private static <D extends Document> Map<String, List<D>> byLane(List<D> documents) {
        var lanes = new LinkedHashMap<String, List<D>>();
        for (var document : documents) {
            lanes.computeIfAbsent(document.lane(), _ -> new ArrayList<>()).add(document);
        }
        return lanes;
    }
}
