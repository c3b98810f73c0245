package io.logmesh.router;

import io.logmesh.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics that the router reads and writes, and makes where they are missing.
 *
 * @param replicationFactor absent = the cluster's default
 */
record MeshTopics(List<String> raw, int rawPartitions, int routedPartitions, Optional<Short> replicationFactor) {

    /** The name of this service, as it stands in the name of its dead-letter topic. */
    static final String STAGE = "router";

    static final String DEAD_LETTERS = Topics.dead(STAGE);

    /** The longest message of a topic made here, and the most that the producer sends at once. */
    static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    /** A record that just fits its topic must fit the dead letters, too, with the headers that say why it is there. */
    private static final int DEAD_LETTER_HEADERS = 64 * 1024;

    List<NewTopic> all() {
        var topics = new ArrayList<NewTopic>();
        raw.forEach(name -> topics.add(topic(name, rawPartitions, MAX_MESSAGE_BYTES)));
        topics.add(topic(Topics.ROUTED, routedPartitions, MAX_MESSAGE_BYTES));
        topics.add(topic(DEAD_LETTERS, 1, MAX_MESSAGE_BYTES + DEAD_LETTER_HEADERS));
        return topics;
    }

    private NewTopic topic(String name, int partitions, int maxMessageBytes) {
        return new NewTopic(name, Optional.of(partitions), replicationFactor)
                .configs(Map.of("max.message.bytes", Integer.toString(maxMessageBytes)));
    }
}
