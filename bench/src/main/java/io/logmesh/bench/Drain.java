package io.logmesh.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/**
 * The rate at which a consumer group works off topics that were filled before. Start and warm-up don't
 * count: the clock runs from the half to the end, by the offsets that the group has committed.
 */
final class Drain {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** What is done when the clock begins to run. */
    @FunctionalInterface
    interface Begin {
        void run() throws IOException;
    }

    private final Admin admin;
    private final Collection<String> topics;
    private final long records;
    private final Runnable check;

    /** @param check is run again and again, and throws where waiting has no end any more */
    Drain(Admin admin, Collection<String> topics, long records, Runnable check) {
        this.admin = admin;
        this.topics = topics;
        this.records = records;
        this.check = check;
    }

    /** What was measured: not quite the half, since a group commits now and then only. */
    record Stretch(long records, long nanos) {

        /** Records a second. */
        double rate() {
            return records * 1e9 / nanos;
        }
    }

    /** Records a second of {@code group}. */
    double rate(String group) throws IOException, ExecutionException, InterruptedException {
        return stretch(group, () -> {}).rate();
    }

    /** The same in detail, with something to be done when the clock begins to run. */
    Stretch stretch(String group, Begin begin) throws IOException, ExecutionException, InterruptedException {
        long firstOffset = await(group, records / 2);
        begin.run();
        long firstTime = System.nanoTime();
        long lastOffset = await(group, records);
        return new Stretch(lastOffset - firstOffset, System.nanoTime() - firstTime);
    }

    /** Records for each second of CPU that {@code process}, which is that group's only member, takes. */
    double ratePerCpuSecond(String group, ProcessHandle process) throws ExecutionException, InterruptedException {
        long firstOffset = await(group, records / 2);
        long firstCpu = cpu(process);
        long lastOffset = await(group, records);
        return (lastOffset - firstOffset) * 1e9 / (cpu(process) - firstCpu);
    }

    /** Waits until {@code group} has worked off all. */
    void awaitEnd(String group) throws ExecutionException, InterruptedException {
        var _ = await(group, records);
    }

    /** The CPU time that a process has taken since it was started, in nanoseconds. */
    static long cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell the CPU time of a process"))
                .toNanos();
    }

    private long await(String group, long offset) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long committed = committed(group);
        while (committed < offset) {
            check.run();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s stands at %d of %d after %s".formatted(group, committed, offset, LIMIT));
            }
            LockSupport.parkNanos(POLL.toNanos());
            committed = committed(group);
        }
        return committed;
    }

    private long committed(String group) throws ExecutionException, InterruptedException {
        var offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return offsets.entrySet().stream()
                .filter(entry -> topics.contains(entry.getKey().topic()) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }
}
