package io.logmesh.router;

import io.logmesh.contract.TopicCare;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.LiveSources.Rules;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/**
 * Writes each rule set into the topic {@value Topics#RULES}, as its file's text under its hash: what an audit judges
 * records by that came in under other rules than today's.
 *
 * <p>Invariants: <em>no record is routed by rules before they stand there</em>, and <em>rules in force are written again at
 * least every {@link #AGAIN_AFTER_SECONDS} seconds</em>, so that the time of a set's last message tells until when it was in
 * force. Where the cluster won't have the topic or the text, or does not take it within a minute of the start, records are
 * routed all the same, and the audit says what it does not know.
 */
final class RulesLog {

    /** How often rules in force are to be written again. */
    static final int AGAIN_AFTER_SECONDS = 600;

    private static final Logger LOG = Logger.getLogger(RulesLog.class);

    private final MeshTopics topics;
    private final TopicCare care;
    private final Supplier<Producer<byte[], byte[]>> producers;

    /** @param producers opens one for a single message; it is closed here */
    RulesLog(MeshTopics topics, TopicCare care, Supplier<Producer<byte[], byte[]>> producers) {
        this.topics = topics;
        this.care = care;
        this.producers = producers;
    }

    /**
     * Returns when all replicas have it. Writing it again changes nothing but the time.
     *
     * @throws KafkaException where the cluster did not answer
     */
    void write(Rules rules) {
        if (care.of(Topics.RULES, () -> topics.rules(rules.sources())).isRefused()) {
            return; // said by whom the care reports to
        }
        var message = new ProducerRecord<>(Topics.RULES, bytes(rules.hash()), bytes(rules.text()));
        try (var producer = producers.get()) {
            producer.send(message).get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (!isRefusal(e.getCause())) {
                throw new KafkaException("The rules can't be written to " + Topics.RULES, e.getCause());
            }
            LOG.errorf(
                    "The cluster refuses the rules %s in %s, so audits won't know them: %s",
                    rules.hash(), Topics.RULES, e.getCause());
        }
    }

    private static boolean isRefusal(Throwable cause) {
        return cause instanceof AuthorizationException || cause instanceof RecordTooLargeException;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
