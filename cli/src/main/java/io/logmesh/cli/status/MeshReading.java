package io.logmesh.cli.status;

import io.logmesh.local.Service;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The mesh at one moment.
 *
 * @param nanos the moment, as {@link System#nanoTime()} has it
 * @param stages all four services
 * @param latency from ingest until searchable, in seconds
 * @param documents created in Elasticsearch
 * @param objects written to the archive
 * @param archivedBytes of those objects, as stored
 */
public record MeshReading(
        long nanos,
        Map<Service, StageReading> stages,
        Histogram latency,
        long documents,
        long objects,
        long archivedBytes) {

    public MeshReading {
        stages = Collections.unmodifiableMap(new EnumMap<>(stages));
    }

    /** Whether every service is up and ready. */
    public boolean isReady() {
        return stages.values().stream().allMatch(stage -> stage.state() == StageReading.State.READY);
    }

    long dropped() {
        return sum(StageReading::dropped);
    }

    long deadLetters() {
        return sum(StageReading::deadLetters);
    }

    /** Records per second that the stage took in since {@code earlier}; 0 where it was restarted in between. */
    double rate(Service stage, MeshReading earlier) {
        long records = stages.get(stage).recordsIn() - earlier.stages.get(stage).recordsIn();
        double seconds =
                (nanos - earlier.nanos) / (double) Duration.ofSeconds(1).toNanos();
        return seconds <= 0 ? 0 : Math.max(0, records / seconds);
    }

    /** The latency of what was indexed since {@code earlier}. */
    Histogram latencySince(MeshReading earlier) {
        return latency.since(earlier.latency);
    }

    /** The time that {@link #latencySince} is of, rounded to seconds; nothing where that is all since the start. */
    Optional<Duration> latencySpan(MeshReading earlier) {
        return earlier.latency.equals(Histogram.EMPTY)
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.round((nanos - earlier.nanos) / 1e9)));
    }

    /** This reading, to compare rates with, but with the latency of everything since the service's start. */
    MeshReading withoutLatency() {
        return new MeshReading(nanos, stages, Histogram.EMPTY, documents, objects, archivedBytes);
    }

    private long sum(ToLongFunction<StageReading> value) {
        return stages.values().stream().mapToLong(value).sum();
    }
}
