package io.logmesh.enricher;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsException;
import org.jboss.logging.Logger;

/** Sees to it that a topic exists before the first record is written to it, and remembers that it does. Thread-safe. */
final class EnrichedTopics {

    /** How long a refusal is believed before the cluster is asked again. */
    private static final Duration REFUSAL_LASTS = Duration.ofSeconds(30);

    /** How long a topic is believed to be there: somebody may delete it, and then it must be made again. */
    private static final Duration PRESENCE_LASTS = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(EnrichedTopics.class);

    private final MeshTopics topics;
    private final TopicCreation creation;
    private final EnricherMeters meters;
    private final LongSupplier nanoTime;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    EnrichedTopics(MeshTopics topics, TopicCreation creation, EnricherMeters meters, LongSupplier nanoTime) {
        this.topics = topics;
        this.creation = creation;
        this.meters = meters;
        this.nanoTime = nanoTime;
    }

    /**
     * Why the cluster won't have the topic of that source; empty where it has it.
     *
     * @throws StreamsException where it did not answer; the record is then read again
     */
    Optional<String> refusal(String source) {
        return standing(topics.enriched(source));
    }

    /** As {@link #refusal}, for the dead letters, without which a record has nowhere to go. */
    void requireDeadLetters() {
        standing(topics.deadLetters()).ifPresent(refusal -> {
            throw new StreamsException("No topic for the dead letters: " + refusal);
        });
    }

    private Optional<String> standing(NewTopic topic) {
        var known = standings.get(topic.name());
        if (known == null || known.isOver(nanoTime.getAsLong())) {
            known = make(topic);
            standings.put(topic.name(), known);
        }
        return known.refusal();
    }

    private Standing make(NewTopic topic) {
        try {
            creation.ensure(List.of(topic));
            LOG.debugf("Topic %s is there", topic.name());
            return new Standing(Optional.empty(), nanoTime.getAsLong() + PRESENCE_LASTS.toNanos());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                throw new StreamsException("The cluster did not answer when asked for " + topic.name(), e.getCause());
            }
            return refused(topic, e.getCause());
        }
    }

    private Standing refused(NewTopic topic, Throwable cause) {
        LOG.errorf(
                "The cluster refuses to make topic %s: %s. It is asked again in %d s",
                topic.name(), cause, REFUSAL_LASTS.toSeconds());
        meters.topicRefused();
        return new Standing(Optional.of(cause.toString()), nanoTime.getAsLong() + REFUSAL_LASTS.toNanos());
    }

    /** @param until in nanoseconds of {@link #nanoTime} */
    private record Standing(Optional<String> refusal, long until) {

        boolean isOver(long now) {
            return now - until > 0;
        }
    }
}
