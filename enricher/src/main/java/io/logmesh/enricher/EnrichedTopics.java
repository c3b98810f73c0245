package io.logmesh.enricher;

import io.logmesh.contract.TopicCare;
import io.logmesh.contract.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsException;

/** Sees to it that a topic exists before the first record is written to it. Thread-safe. */
final class EnrichedTopics {

    private final MeshTopics topics;
    private final TopicCare care;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    EnrichedTopics(MeshTopics topics, TopicCare care) {
        this.topics = topics;
        this.care = care;
    }

    /**
     * Why the cluster won't have the topic of that source; empty where it has it.
     *
     * @throws KafkaException where it did not answer; the record is then read again
     */
    Optional<String> refusal(String source) {
        return standing(source).refusal();
    }

    /** The longest message that can be written to the topic of that source, in bytes. */
    int maxMessageBytes(String source) {
        return Math.min(MeshTopics.MAX_MESSAGE_BYTES, standing(source).maxMessageBytes());
    }

    private TopicCare.Standing standing(String source) {
        return care.of(names.computeIfAbsent(source, Topics::enriched), () -> topics.enriched(source));
    }

    /**
     * The longest dead letter that can be written, in bytes.
     *
     * @throws KafkaException where the cluster did not answer or won't have the topic: the record has nowhere to go
     */
    int maxDeadLetterBytes() {
        var standing = care.of(MeshTopics.DEAD_LETTERS, topics::deadLetters);
        standing.refusal().ifPresent(refusal -> {
            throw new StreamsException("No topic for the dead letters: " + refusal);
        });
        return Math.min(MeshTopics.MAX_DEAD_LETTER_BYTES, standing.maxMessageBytes());
    }
}
