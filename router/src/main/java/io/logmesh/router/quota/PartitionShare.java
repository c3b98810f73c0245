package io.logmesh.router.quota;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The share of all raw partitions that this process reads, which is its share of every quota: so the pods of the router
 * together keep to it, without a word between them. Task number n reads partition n of each raw topic. Thread-safe.
 */
public final class PartitionShare {

    private final Set<Integer> tasks = ConcurrentHashMap.newKeySet();
    private volatile List<Integer> partitions = List.of();
    private volatile double share = 1;

    /** A task begins to read. */
    public void opened(int task) {
        tasks.add(task);
        update();
    }

    /** A task reads no more here. */
    public void closed(int task) {
        tasks.remove(task);
        update();
    }

    /** How many partitions each of the raw topics has. */
    public void rawTopics(Collection<Integer> itsPartitions) {
        partitions = List.copyOf(itsPartitions);
        update();
    }

    /** From 0 to 1; 1 as long as nothing is known about the raw topics. */
    public double get() {
        return share;
    }

    private synchronized void update() {
        long all = partitions.stream().mapToLong(Integer::longValue).sum();
        long ours = tasks.stream()
                .mapToLong(task ->
                        partitions.stream().filter(count -> count > task).count())
                .sum();
        share = all == 0 ? 1 : (double) ours / all;
    }
}
