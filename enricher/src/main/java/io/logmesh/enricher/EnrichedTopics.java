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

    /** The longest message that the topic of that source takes, in bytes. */
    int maxMessageBytes(String source) {
        return standing(source).maxMessageBytes();
    }

    private TopicCare.Standing standing(String source) {
        return care.of(names.computeIfAbsent(source, Topics::enriched), () -> topics.enriched(source));
    }

    /** As {@link #refusal}, for the dead letters, without which a record has nowhere to go. */
    void requireDeadLetters() {
        care.of(MeshTopics.DEAD_LETTERS, topics::deadLetters).refusal().ifPresent(refusal -> {
            throw new StreamsException("No topic for the dead letters: " + refusal);
        });
    }
}
