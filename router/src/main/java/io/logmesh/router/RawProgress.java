package io.logmesh.router;

import io.logmesh.telemetry.GroupLag;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Tells how far a task has read its raw topics, which have the same partition. Not thread-safe. */
final class RawProgress {

    private final GroupLag lag;
    private TopicPartition partition = new TopicPartition("", 0);

    RawProgress(GroupLag lag) {
        this.lag = lag;
    }

    /** The record there was read, whose timestamp is in milliseconds since the epoch. */
    void reached(RecordMetadata place, long timestamp) {
        if (!place.topic().equals(partition.topic())) {
            partition = new TopicPartition(place.topic(), place.partition());
        }
        lag.reached(partition, place.offset(), timestamp);
    }
}
