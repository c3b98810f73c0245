package io.logmesh.router;

import io.logmesh.contract.TopicCare;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.Quota.Over;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;

/**
 * Finds the topic that a record goes to, and sees to it that it exists. What the cluster refuses is passed round: nothing
 * is lost for want of a right. Thread-safe.
 */
final class Destinations {

    /**
     * Where a record goes.
     *
     * @param refused the topic that it was meant for, if the cluster refuses that
     * @param maxMessageBytes the longest message that the topic takes, or may be believed to take
     */
    record Destination(String topic, Optional<String> refused, int maxMessageBytes) {}

    private final MeshTopics topics;
    private final TopicCare care;
    private final Map<String, String> laneTopics = new ConcurrentHashMap<>();
    private final Map<String, String> parkedTopics = new ConcurrentHashMap<>();

    Destinations(MeshTopics topics, TopicCare care) {
        this.topics = topics;
        this.care = care;
    }

    /**
     * Where the records of {@code source} go: into its lane, or the common one if the cluster refuses that.
     *
     * @throws KafkaException where the cluster did not answer
     */
    Destination routed(Source source, Sources rules) {
        var common = care.of(Topics.ROUTED, () -> topics.routed(Topics.ROUTED, rules));
        if (source.lane().isEmpty()) {
            return new Destination(Topics.ROUTED, Optional.empty(), common.maxMessageBytes());
        }
        var topic = laneTopics.computeIfAbsent(source.lane().get(), Topics::routed);
        var lane = care.of(topic, () -> topics.routed(topic, rules));
        return lane.isRefused()
                ? new Destination(Topics.ROUTED, Optional.of(topic), common.maxMessageBytes())
                : new Destination(topic, Optional.empty(), lane.maxMessageBytes());
    }

    /**
     * Where the records of {@code source} wait that are to be parked; if the cluster refuses that, where the others go.
     *
     * @throws KafkaException where the cluster did not answer
     */
    Destination parked(Source source, Sources rules) {
        var topic = parkedTopics.computeIfAbsent(source.name(), Topics::parked);
        var standing = care.of(topic, () -> topics.parked(source, rules));
        if (!standing.isRefused()) {
            return new Destination(topic, Optional.empty(), standing.maxMessageBytes());
        }
        var usual = routed(source, rules);
        return new Destination(usual.topic(), Optional.of(topic), usual.maxMessageBytes());
    }

    /**
     * The longest message that the topic of the dead letters takes, in bytes.
     *
     * @throws KafkaException where the cluster refuses the topic, or did not answer
     */
    int deadLetterBytes(Sources rules) {
        var standing = care.of(MeshTopics.DEAD_LETTERS, () -> topics.deadLetters(rules));
        standing.refusal().ifPresent(refusal -> {
            throw new KafkaException("No topic for the dead letters: " + refusal);
        });
        return Math.min(standing.maxMessageBytes(), MeshTopics.MAX_REQUEST_BYTES);
    }

    /**
     * Makes what the rules name, so that no record has to wait for it.
     *
     * @throws KafkaException where the cluster did not answer, or refuses a topic for the dead letters
     */
    void prepare(Sources rules) {
        deadLetterBytes(rules);
        for (var source : rules.all()) {
            routed(source, rules);
            if (source.quota().filter(quota -> quota.over() == Over.PARK).isPresent()) {
                parked(source, rules);
            }
        }
    }
}
