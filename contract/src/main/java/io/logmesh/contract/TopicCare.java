package io.logmesh.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Sees to it that a topic exists before the first record is written to it, and remembers that it does. A topic that is
 * there is never altered; where it falls short of what the rules ask for, that is reported once. Thread-safe.
 */
public final class TopicCare {

    /** How long a refusal is believed before the cluster is asked again. */
    public static final Duration REFUSAL_LASTS = Duration.ofSeconds(30);

    /** How long a topic is believed to be there: somebody may delete it, and then it must be made again. */
    private static final Duration PRESENCE_LASTS = Duration.ofMinutes(1);

    private static final int UNKNOWN = Integer.MAX_VALUE;

    /** Is told what an operator should know. */
    public interface Listener {

        /** The cluster won't make the topic. It is asked again after {@link #REFUSAL_LASTS}. */
        void refused(String topic, Throwable why);

        /** The topic is there and stays as it is, which is not what the rules ask for. */
        void fallsShort(String topic, String how);
    }

    /**
     * How things stand with one topic.
     *
     * @param refusal why the cluster won't have it; empty where it has it
     * @param maxMessageBytes the longest message that it takes, as far as is known
     * @param until in nanoseconds of the clock
     */
    public record Standing(Optional<String> refusal, int maxMessageBytes, long until) {

        public boolean isRefused() {
            return refusal.isPresent();
        }
    }

    private final TopicCluster cluster;
    private final Listener listener;
    private final LongSupplier nanoTime;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    public TopicCare(TopicCluster cluster, Listener listener, LongSupplier nanoTime) {
        this.cluster = cluster;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /**
     * How things stand with the topic {@code name}, which is made where it is missing. Asks the cluster rarely, and then
     * waits for the answer.
     *
     * @param wanted with what to make it; called only where the cluster is asked
     * @throws KafkaException where the cluster did not answer
     */
    public Standing of(String name, Supplier<NewTopic> wanted) {
        var known = standings.get(name);
        if (known == null || nanoTime.getAsLong() - known.until() > 0) {
            known = ask(wanted.get());
            standings.put(name, known);
        }
        return known;
    }

    private Standing ask(NewTopic wanted) {
        try {
            return present(wanted, cluster.ensure(List.of(wanted)).get(wanted.name()));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                throw new KafkaException("The cluster did not answer when asked for " + wanted.name(), e.getCause());
            }
            listener.refused(wanted.name(), e.getCause());
            return new Standing(Optional.of(e.getCause().toString()), UNKNOWN, after(REFUSAL_LASTS));
        }
    }

    private Standing present(NewTopic wanted, FoundTopic found) {
        for (var shortage : found.shortOf(wanted)) {
            if (reported.add(wanted.name() + ": " + shortage)) {
                listener.fallsShort(wanted.name(), shortage);
            }
        }
        return new Standing(Optional.empty(), found.maxMessageBytes(), after(PRESENCE_LASTS));
    }

    private long after(Duration duration) {
        return nanoTime.getAsLong() + duration.toNanos();
    }
}
