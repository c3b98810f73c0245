package io.logmesh.telemetry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the group is behind in the partitions that this process has: in records, and in seconds. The seconds are the age of
 * the oldest record that is not committed. No record says when it will have been committed, so its arrival is inferred: it
 * came no earlier than a record before it that was read, and than the moment at which the log was seen to end before it.
 * Thread-safe.
 */
public final class GroupLag {

    /** Beyond that, every other one is forgotten: a partition that stands still for days must not take memory. */
    private static final int MOST_ARRIVALS = 64;

    private static final int UNKNOWN = -1;

    private final Map<TopicPartition, Progress> partitions = new ConcurrentHashMap<>();

    /**
     * How far one partition is behind.
     *
     * @param seconds 0 where nothing is behind
     */
    public record Lag(TopicPartition partition, long records, double seconds) {}

    /** How far a partition was read. {@link #reached} is called for records, so it only remembers. */
    public static final class Progress {

        private volatile long offset = UNKNOWN;
        private volatile long timestamp;

        /** By offsets: what stands there or behind came no earlier than at this time, in milliseconds. */
        private final TreeMap<Long, Long> arrivals = new TreeMap<>();

        private long committed = UNKNOWN;
        private long end = UNKNOWN;
        private long since = UNKNOWN;

        private Progress() {}

        /** The record at that offset was read, whose timestamp is in milliseconds since the epoch. */
        public void reached(long itsOffset, long itsTimestamp) {
            timestamp = itsTimestamp;
            offset = itsOffset;
        }

        private synchronized void observe(long itsCommitted, long itsEnd, long now) {
            since = since == UNKNOWN ? now : since;
            committed = itsCommitted;
            end = itsEnd;
            if (offset != UNKNOWN) {
                arrivals.putIfAbsent(offset, Math.min(now, timestamp));
            }
            arrivals.putIfAbsent(end, now);
            var known = arrivals.floorKey(committed);
            if (known != null) {
                arrivals.headMap(known, false).clear();
            }
            if (arrivals.size() > MOST_ARRIVALS) {
                thin();
            }
        }

        private void thin() {
            boolean[] keep = {false};
            arrivals.keySet().removeIf(_ -> !(keep[0] ^= true));
        }

        private synchronized Lag lag(TopicPartition partition, long now) {
            long records = Math.max(0, end - committed);
            var arrival = arrivals.floorEntry(committed);
            long from = arrival == null ? since : arrival.getValue();
            return new Lag(partition, records, records == 0 ? 0 : Math.max(0, now - from) / 1_000.0);
        }

        private synchronized boolean isKnown() {
            return end != UNKNOWN;
        }
    }

    /** To tell how far that partition was read. Whoever calls it for many records keeps what it returns. */
    public Progress of(TopicPartition partition) {
        return partitions.computeIfAbsent(partition, _ -> new Progress());
    }

    /**
     * What the cluster says of the partitions that this process has, and of no others.
     *
     * @param committed the group's offsets; what it holds none of is left out
     * @param ends the offsets behind the last record that may be read
     * @param now in milliseconds since the epoch
     */
    void observe(Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends, long now) {
        partitions.keySet().retainAll(ends.keySet());
        ends.forEach((partition, end) -> of(partition).observe(committed.getOrDefault(partition, 0L), end, now));
    }

    /** By topic and partition; what was not yet observed is left out. */
    public List<Lag> lags(long now) {
        return partitions.entrySet().stream()
                .filter(entry -> entry.getValue().isKnown())
                .map(entry -> entry.getValue().lag(entry.getKey(), now))
                .sorted(Comparator.comparing((Lag lag) -> lag.partition().topic())
                        .thenComparingInt(lag -> lag.partition().partition()))
                .toList();
    }
}
