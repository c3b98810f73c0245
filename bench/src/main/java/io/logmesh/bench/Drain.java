package io.logmesh.bench;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/**
 * The rate at which a consumer group works off a topic that was filled before. Start and warm-up don't
 * count: the clock runs from the half to the end, by the offsets that the group has committed.
 */
final class Drain {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Admin admin;
    private final String topic;
    private final long records;

    Drain(Admin admin, String topic, long records) {
        this.admin = admin;
        this.topic = topic;
        this.records = records;
    }

    /** Records a second of {@code group}. */
    double rate(String group) throws ExecutionException, InterruptedException {
        long firstOffset = await(group, records / 2);
        long firstTime = System.nanoTime();
        long lastOffset = await(group, records);
        return (lastOffset - firstOffset) * 1e9 / (System.nanoTime() - firstTime);
    }

    /** Records for each second of CPU that {@code process}, which is that group's only member, takes. */
    double ratePerCpuSecond(String group, ProcessHandle process) throws ExecutionException, InterruptedException {
        long firstOffset = await(group, records / 2);
        long firstCpu = cpu(process);
        long lastOffset = await(group, records);
        return (lastOffset - firstOffset) * 1e9 / (cpu(process) - firstCpu);
    }

    private static long cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell the CPU time of a process"))
                .toNanos();
    }

    private long await(String group, long offset) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long committed = committed(group);
        while (committed < offset) {
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
                .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }
}
