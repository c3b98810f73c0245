package io.logmesh.enricher;

import io.logmesh.contract.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics that the enricher makes, and with what settings.
 *
 * @param partitionsOf how many partitions the enriched topic of a source gets
 * @param replicationFactor absent = the cluster's default
 */
record MeshTopics(ToIntFunction<String> partitionsOf, int routedPartitions, Optional<Short> replicationFactor) {

    /** The name of this service, as it stands in the name of its dead-letter topic. */
    static final String STAGE = "enricher";

    static final String DEAD_LETTERS = Topics.dead(STAGE);

    /** What an enriched record may have with its key and headers, and what a producer may send at once. */
    static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    /** A record that just fits its topic must fit the dead letters, too, with the headers that say why it is there. */
    private static final int DEAD_LETTER_HEADERS = 64 * 1024;

    NewTopic enriched(String source) {
        return topic(Topics.enriched(source), partitionsOf.applyAsInt(source), MAX_MESSAGE_BYTES);
    }

    NewTopic routed() {
        return topic(Topics.ROUTED, routedPartitions, MAX_MESSAGE_BYTES);
    }

    NewTopic deadLetters() {
        return topic(DEAD_LETTERS, 1, MAX_MESSAGE_BYTES + DEAD_LETTER_HEADERS);
    }

    private NewTopic topic(String name, int partitions, int maxMessageBytes) {
        return new NewTopic(name, Optional.of(partitions), replicationFactor)
                .configs(Map.of("max.message.bytes", Integer.toString(maxMessageBytes)));
    }
}
