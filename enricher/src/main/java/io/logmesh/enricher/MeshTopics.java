package io.logmesh.enricher;

import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.Sources;
import io.logmesh.contract.sources.TopicSettings;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics that the enricher makes, and with what settings.
 *
 * @param input where the routed records stand
 * @param sources the rules in force
 * @param partitions those of an enriched topic for which the rules name no number
 * @param request the rest
 */
record MeshTopics(String input, Supplier<Sources> sources, int partitions, int routedPartitions, TopicRequest request) {

    /** The name of this service, as it stands in the name of its dead-letter topic. */
    static final String STAGE = "enricher";

    static final String DEAD_LETTERS = Topics.dead(STAGE);

    /** What an enriched record may have with its key and headers. */
    static final int MAX_MESSAGE_BYTES = Topics.MAX_MESSAGE_BYTES;

    /** What the producer sends at most: {@code kafka-streams.producer.max.request.size}. */
    static final int MAX_DEAD_LETTER_BYTES = MAX_MESSAGE_BYTES + 64 * 1024;

    /** A source that the rules do not know any more is made the topic that any source would have. */
    NewTopic enriched(String source) {
        var rules = sources.get();
        TopicSettings settings = rules.named(source).map(rules::topicOf).orElse(rules.topics());
        return request.of(Topics.enriched(source), settings, partitions);
    }

    NewTopic routed() {
        return request.of(input, sources.get().topics(), routedPartitions);
    }

    NewTopic catalog() {
        return request.catalog(sources.get().topics());
    }

    NewTopic deadLetters() {
        return request.deadLetters(DEAD_LETTERS, sources.get().topics());
    }
}
