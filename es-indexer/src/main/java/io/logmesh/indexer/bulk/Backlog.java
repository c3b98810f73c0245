package io.logmesh.indexer.bulk;

import java.time.Duration;
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
 * waits for them. A bulk that is not full waits for more for a moment, since many small ones cost more than a few large ones.
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

    private final long budget;
    private final Backoff backoff;
    private final long linger;
    private final Runnable fullChanged;
    private final Map<String, Lane<D>> lanes = new LinkedHashMap<>();
    private Set<String> full = Set.of();
    private BulkLimit limit;
    private boolean overfull;

    /** Documents that wait to be let in, and those that were taken and not yet answered. */
    private int outside;

    private int turn;
    private long readySince = System.nanoTime();
    private boolean closed;

    /**
     * @param budget bytes
     * @param backoff how long a lane's documents wait that were put off
     * @param linger how long a document may wait for others, so that the bulk gets full
     * @param fullChanged told, while the monitor is held, that {@link #isFull} answers otherwise for some lane
     */
    public Backlog(BulkLimit limit, long budget, Backoff backoff, Duration linger, Runnable fullChanged) {
        this.limit = limit;
        this.budget = budget;
        this.backoff = backoff;
        this.linger = linger.toNanos();
        this.fullChanged = fullChanged;
    }

    static long weight(Document document) {
        return document.heldBytes() + OVERHEAD;
    }

    static long weight(List<? extends Document> documents) {
        long weight = 0;
        for (var document : documents) {
            weight += weight(document);
        }
        return weight;
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
            boolean isFirst = isNothingReady();
            lane(lane).add(documents);
            if (isFirst) {
                readySince = System.nanoTime();
            }
            updateFull();
            if (isFirst || isBulkFull()) {
                notifyAll();
            }
        }
    }

    private boolean isNothingReady() {
        return lanes.values().stream().allMatch(lane -> lane.ready() == 0);
    }

    private boolean isBulkFull() {
        long bytes = 0;
        long documents = 0;
        for (var lane : lanes.values()) {
            bytes += lane.readyBytes();
            documents += lane.ready();
        }
        return bytes >= limit.bytes() || documents >= limit.documents();
    }

    /** From now on no bulk has more bytes than that, unless a single document has. */
    public synchronized void limitBulks(long bytes) {
        limit = new BulkLimit(Math.min(limit.bytes(), Math.max(1, bytes)), limit.documents());
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
            long lingerIn = readySince + linger - now;
            if (!ready.isEmpty() && (lingerIn <= 0 || isBulkFull())) {
                Collections.rotate(ready, -(turn++ % ready.size()));
                var bulk = new Filling<D>(limit).of(ready);
                outside += bulk.size();
                readySince = now;
                changed();
                return bulk;
            }
            long wait = ready.isEmpty() ? readyIn : Math.min(readyIn, lingerIn);
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(wait, TimeUnit.MILLISECONDS.toNanos(1)));
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

    /** Takes back what is open of a bulk, since it could not be sent; of one that was halved, some may have been. */
    public synchronized void putBack(List<D> bulk, List<D> open) {
        outside -= bulk.size();
        byLane(open).forEach((lane, documents) -> lane(lane).putBack(documents));
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

    private void changed() {
        updateFull();
        notifyAll();
    }

    private void updateFull() {
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
        String name = null;
        List<D> lane = List.of();
        for (var document : documents) {
            if (!document.lane().equals(name)) { // most have the same as their neighbour
                name = document.lane();
                lane = lanes.computeIfAbsent(name, _ -> new ArrayList<>());
            }
            lane.add(document);
        }
        return lanes;
    }
}
