package io.logmesh.router;

import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import io.logmesh.contract.sources.TopicSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics that the router reads and writes, and with what they are made where they are missing.
 *
 * @param routedPartitions those of each lane's topic for which the rules name no number
 */
record MeshTopics(RawTopics raw, int rawPartitions, int routedPartitions, TopicRequest request) {

    /** The name of this service, as it stands in the name of its dead-letter topic. */
    static final String STAGE = "router";

    static final String DEAD_LETTERS = Topics.dead(STAGE);

    /** The longest message of a topic made here. */
    static final int MAX_MESSAGE_BYTES = Topics.MAX_MESSAGE_BYTES;

    /** The most that the producer sends at once, as {@code application.properties} says: room for a dead letter's headers. */
    static final int MAX_REQUEST_BYTES = MAX_MESSAGE_BYTES + 64 * 1024;

    /** Those without which nothing can begin. */
    List<NewTopic> indispensable(Sources rules) {
        var topics = new ArrayList<NewTopic>();
        raw.names().forEach(name -> topics.add(request.fixed(name, TopicSettings.NONE, rawPartitions)));
        topics.add(routed(Topics.ROUTED, rules));
        topics.add(deadLetters(rules));
        return topics;
    }

    /** The names of those. */
    List<String> indispensableNames() {
        return Stream.concat(raw.names().stream(), Stream.of(Topics.ROUTED, DEAD_LETTERS))
                .toList();
    }

    NewTopic deadLetters(Sources rules) {
        return request.deadLetters(DEAD_LETTERS, rules.topics());
    }

    /** One partition: the order of its messages is that of time. Compaction keeps the last one of each hash for ever. */
    NewTopic rules(Sources rules) {
        var replication = new TopicSettings(Optional.empty(), rules.topics().replication(), Optional.empty(), Map.of());
        var topic = request.fixed(Topics.RULES, replication, 1);
        var configs = new HashMap<>(topic.configs());
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        return topic.configs(configs);
    }

    /** A lane's topic. */
    NewTopic routed(String name, Sources rules) {
        return request.of(name, rules.topics(), routedPartitions);
    }

    /** Where a source's records beyond its quota wait. */
    NewTopic parked(Source source, Sources rules) {
        return request.of(Topics.parked(source.name()), rules.topicOf(source), routedPartitions);
    }
}
