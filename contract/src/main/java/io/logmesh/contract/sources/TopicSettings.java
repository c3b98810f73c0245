package io.logmesh.contract.sources;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * With what a topic is made where it is missing. A topic that is there is never altered.
 *
 * @param partitions absent = what the service that makes it is configured with
 * @param replication absent = the cluster's default
 * @param retention absent = the cluster's default
 * @param configs further settings, by Kafka's names
 */
public record TopicSettings(
        Optional<Integer> partitions,
        Optional<Integer> replication,
        Optional<Duration> retention,
        Map<String, String> configs) {

    /** Nothing said: everything is left to the service and the cluster. */
    public static final TopicSettings NONE =
            new TopicSettings(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public TopicSettings {
        // Sorted, since the hash of the rules is made of it and must be the same in every process.
        configs = Collections.unmodifiableSortedMap(new TreeMap<>(configs));
    }

    /** The same where something is said, {@code fallback} where not. */
    public TopicSettings or(TopicSettings fallback) {
        var merged = new TreeMap<>(fallback.configs);
        merged.putAll(configs);
        return new TopicSettings(
                partitions.or(fallback::partitions),
                replication.or(fallback::replication),
                retention.or(fallback::retention),
                merged);
    }
}
