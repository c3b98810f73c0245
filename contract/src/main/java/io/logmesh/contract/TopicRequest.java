package io.logmesh.contract;

import io.logmesh.contract.sources.TopicSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * With what a service asks for its topics.
 *
 * @param replicationFactor where the rules name none; absent = the cluster's default
 */
public record TopicRequest(Optional<Short> replicationFactor) {

    /** A record that just fits its topic must fit the dead letters, too, with the headers that say why it is there. */
    private static final int DEAD_LETTER_HEADERS = 64 * 1024;

    private static final Map<String, String> CATALOG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            Integer.toString(16 * 1024 * 1024),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1");

    /**
     * A topic between two stages, as {@code settings} ask for it; {@code partitions} where they say nothing of them. Its
     * records are kept by when they came, unless {@code settings} say otherwise.
     */
    public NewTopic of(String name, TopicSettings settings, int partitions) {
        return timedByArrival(
                exactly(name, settings, settings.partitions().orElse(partitions), Topics.MAX_MESSAGE_BYTES));
    }

    /** A topic whose timestamps are its writers'; {@code settings} tell all about it but the partitions. */
    public NewTopic fixed(String name, TopicSettings settings, int partitions) {
        return exactly(name, settings, partitions, Topics.MAX_MESSAGE_BYTES);
    }

    /** The topic of a service's dead letters. */
    public NewTopic deadLetters(String name, TopicSettings settings) {
        return timedByArrival(exactly(name, settings, 1, Topics.MAX_MESSAGE_BYTES + DEAD_LETTER_HEADERS));
    }

    /**
     * The topic of the catalog. In one partition, so that what is written of one subject after another is read so; in short
     * segments, since every enricher reads it whole at its start, and what stands in the newest one is not compacted.
     */
    public NewTopic catalog(TopicSettings settings) {
        var replicas = settings.replication().map(Integer::shortValue).or(this::replicationFactor);
        return new NewTopic(Topics.CATALOG, Optional.of(1), replicas).configs(CATALOG);
    }

    /**
     * Kafka deletes by the timestamp. A record that kept that of a backlog would be deleted on arrival where the backlog is
     * older than the retention, before the next stage has read it.
     */
    private static NewTopic timedByArrival(NewTopic topic) {
        var configs = new HashMap<>(topic.configs());
        configs.putIfAbsent(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        return topic.configs(configs);
    }

    private NewTopic exactly(String name, TopicSettings settings, int partitions, int maxMessageBytes) {
        var replicas = settings.replication().map(Integer::shortValue).or(this::replicationFactor);
        var configs = new HashMap<>(settings.configs());
        configs.merge(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes), TopicRequest::larger);
        settings.retention()
                .ifPresent(time -> configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis())));
        return new NewTopic(name, Optional.of(partitions), replicas).configs(configs);
    }

    /** A topic that took less than what the mesh sends would stop it. */
    private static String larger(String asked, String needed) {
        return Long.parseLong(asked) > Long.parseLong(needed) ? asked : needed;
    }
}
