package io.logmesh.telemetry;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the group is behind in the partitions that this process has: in records, and in seconds. The seconds are the age of
 * the oldest record that is not committed. No record says when it will have been committed, so its arrival is inferred: it
 * came no earlier than a record before it that was read, and than the moment at which the log was seen to end before it. Of a
 * process that has just begun, the first record that it read is that oldest one. Thread-safe.
 */
public final class GroupLag {

    /** Beyond that, every other one is forgotten: a partition that stands still for days must not take memory. */
    private static final int MOST_ARRIVALS = 64;

    /** What was not seen for longer is not shown: an old number would say that all is as it was. */
    private static final long STALE_AFTER = Duration.ofSeconds(30).toMillis();

    private static final int UNKNOWN = -1;

    private final Map<TopicPartition, Progress> partitions = new ConcurrentHashMap<>();

    /**
     * How far one partition is behind.
     *
     * @param seconds 0 where nothing is behind
     */
    public record Lag(TopicPartition partition, long records, double seconds) {}

    /**
     * What the cluster says of a partition.
     *
     * @param committed where the group goes on reading, at the log's start or behind it
     * @param end behind the last record that may be read
     */
    record Position(long committed, long end) {}

    /** How far a partition was read. {@link #reached} is called for records, by one thread, so it only remembers. */
    private static final class Progress {

        private final AtomicLong offset = new AtomicLong(UNKNOWN);
        private final AtomicLong timestamp = new AtomicLong();

        /** Of the record that was read first; written once. */
        private volatile long firstTimestamp = UNKNOWN;

        /** By offsets: what stands there or behind came no earlier than at this time, in milliseconds. */
        private final TreeMap<Long, Long> arrivals = new TreeMap<>();

        private long committed = UNKNOWN;
        private long end = UNKNOWN;
        private long since = UNKNOWN;
        private long seen = UNKNOWN;

        private Progress() {}

        /** The record at that offset was read, whose timestamp is in milliseconds since the epoch. */
        void reached(long itsOffset, long itsTimestamp) {
            if (offset.getPlain() == UNKNOWN) {
                firstTimestamp = itsTimestamp;
            }
            timestamp.setOpaque(itsTimestamp);
            offset.setRelease(itsOffset);
        }

        private synchronized void observe(Position position, long now) {
            since = since == UNKNOWN ? now : since;
            seen = now;
            committed = position.committed();
            end = position.end();
            long read = offset.getAcquire();
            if (read != UNKNOWN) {
                arrivals.putIfAbsent(read, Math.min(now, timestamp.getOpaque()));
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
            return new Lag(partition, records, records == 0 ? 0 : Math.max(0, now - arrival()) / 1_000.0);
        }

        /** Of the oldest record that is not committed. */
        private long arrival() {
            var known = arrivals.floorEntry(committed);
            if (known != null) {
                return known.getValue();
            }
            return firstTimestamp == UNKNOWN ? since : Math.min(since, firstTimestamp);
        }

        private synchronized boolean isKnown(long now) {
            return seen != UNKNOWN && now - seen <= STALE_AFTER;
        }
    }

    /**
     * The record at that offset was read. For a service that reads many at once, it is enough to tell of the first and of the
     * last of them.
     *
     * @param timestamp of the record, in milliseconds since the epoch
     */
    public void reached(TopicPartition partition, long offset, long timestamp) {
        of(partition).reached(offset, timestamp);
    }

    /** Of now: one that somebody keeps may be forgotten here meanwhile. */
    private Progress of(TopicPartition partition) {
        var known = partitions.get(partition);
        return known == null ? partitions.computeIfAbsent(partition, _ -> new Progress()) : known;
    }

    /**
     * What the cluster says now.
     *
     * @param mine the partitions that this process has; the others are forgotten
     * @param positions of those of which the cluster told something
     * @param now in milliseconds since the epoch
     */
    void observe(Set<TopicPartition> mine, Map<TopicPartition, Position> positions, long now) {
        partitions.keySet().retainAll(mine);
        positions.forEach((partition, position) -> of(partition).observe(position, now));
    }

    /** By topic and partition; what was not observed lately is left out. */
    public List<Lag> lags(long now) {
        return partitions.entrySet().stream()
                .filter(entry -> entry.getValue().isKnown(now))
                .map(entry -> entry.getValue().lag(entry.getKey(), now))
                .sorted(Comparator.comparing((Lag lag) -> lag.partition().topic())
                        .thenComparingInt(lag -> lag.partition().partition()))
                .toList();
    }
}
