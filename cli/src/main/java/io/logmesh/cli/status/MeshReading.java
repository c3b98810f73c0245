package io.logmesh.cli.status;

import io.logmesh.local.Stage;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The mesh at one moment.
 *
 * @param nanos the moment, as {@link System#nanoTime()} has it
 * @param stages all four services, and the enricher of each lane
 * @param latency from ingest until searchable, in seconds
 * @param documents created in Elasticsearch
 * @param objects written to the archive
 * @param archivedBytes of those objects, as stored
 */
public record MeshReading(
        long nanos,
        Map<Stage, StageReading> stages,
        Histogram latency,
        long documents,
        long objects,
        long archivedBytes) {

    public MeshReading {
        stages = Collections.unmodifiableMap(new TreeMap<>(stages));
    }

    /** Whether every service is up and ready, and each lane has an enricher. */
    public boolean isReady() {
        return stages.values().stream().allMatch(StageReading::isReady);
    }

    long dropped() {
        return sum(StageReading::dropped);
    }

    long deadLetters() {
        return sum(StageReading::deadLetters);
    }

    /** Records per second that the stage took in since {@code earlier}; 0 where it was restarted in between. */
    double rate(Stage stage, MeshReading earlier) {
        var before = earlier.stages.get(stage);
        long records = stages.get(stage).recordsIn() - (before == null ? 0 : before.recordsIn());
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
