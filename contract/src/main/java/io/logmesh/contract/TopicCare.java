package io.logmesh.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Sees to it that a topic exists before the first record is written to it, and remembers that it does. A topic that is
 * there is never altered; where it falls short of what the rules ask for, that is reported once. Thread-safe.
 */
public final class TopicCare {

    /** How long a refusal is believed before the cluster is asked again. */
    public static final Duration REFUSAL_LASTS = Duration.ofSeconds(30);

    /** How long a topic is believed to be there: somebody may delete it, and then it must be made again. */
    private static final Duration PRESENCE_LASTS = Duration.ofMinutes(1);

    /** How long topics that were there are believed to be there still, once the cluster did not answer. */
    private static final Duration SILENCE_LASTS = Duration.ofSeconds(30);

    /**
     * By which the cluster says that it won't have the topic, and that asking again is of no use for the time being. All
     * else is no answer. By their very classes, since other errors, such as a failed log-in, are kinds of an invalid
     * configuration to Kafka.
     */
    private static final Set<Class<? extends KafkaException>> REFUSALS = Set.of(
            TopicAuthorizationException.class,
            ClusterAuthorizationException.class,
            PolicyViolationException.class,
            InvalidTopicException.class,
            InvalidConfigurationException.class,
            InvalidPartitionsException.class);

    /** Is told what an operator should know. */
    public interface Listener {

        /** The cluster won't make the topic. It is asked again after {@link #REFUSAL_LASTS}. */
        void refused(String topic, Throwable why);

        /** It was asked again, and won't for the same reason. */
        void stillRefused(String topic);

        /** The topic is there and stays as it is, which is not what the rules ask for. */
        void fallsShort(String topic, String how);
    }

    /**
     * How things stand with one topic.
     *
     * @param refusal why the cluster won't have it; empty where it has it
     * @param maxMessageBytes the longest message that it takes, or may be believed to take
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
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Optional<Long>> silentUntil = new AtomicReference<>(Optional.empty());

    public TopicCare(TopicCluster cluster, Listener listener, LongSupplier nanoTime) {
        this.cluster = cluster;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /**
     * How things stand with the topic {@code name}, which is made where it is missing. Asks the cluster rarely, and then
     * waits for the answer. A topic that was there is believed to be there still where the cluster does not answer.
     *
     * @param wanted with what to make it; called only where the cluster is asked
     * @throws KafkaException where nothing is known of it, or that it was refused, and the cluster did not answer
     */
    public Standing of(String name, Supplier<NewTopic> wanted) {
        var known = standings.get(name);
        if (known != null && !isPast(known.until())) {
            return known;
        }
        if (known == null || known.isRefused()) {
            return ask(wanted.get());
        }
        return isSilent() ? known : askAgain(wanted.get(), known);
    }

    /** Waits for one topic only: while the cluster is silent, it is not asked for the others that were there. */
    private Standing askAgain(NewTopic wanted, Standing known) {
        try {
            return ask(wanted);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException _) {
            silentUntil.set(Optional.of(after(SILENCE_LASTS)));
            return known;
        }
    }

    private Standing ask(NewTopic wanted) {
        var standing = answer(wanted);
        standings.put(wanted.name(), standing);
        return standing;
    }

    private boolean isSilent() {
        return silentUntil.get().filter(until -> !isPast(until)).isPresent();
    }

    private boolean isPast(long time) {
        return nanoTime.getAsLong() - time > 0;
    }

    private Standing answer(NewTopic wanted) {
        try {
            return present(wanted, cluster.ensure(List.of(wanted)).get(wanted.name()));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (!isRefusal(e.getCause())) {
                throw new KafkaException("The cluster did not answer when asked for " + wanted.name(), e.getCause());
            }
            var why = e.getCause().toString();
            if (why.equals(refusals.put(wanted.name(), why))) {
                listener.stillRefused(wanted.name());
            } else {
                listener.refused(wanted.name(), e.getCause());
            }
            return new Standing(Optional.of(why), FoundTopic.DEFAULT_MESSAGE_BYTES, after(REFUSAL_LASTS));
        }
    }

    /**
     * Too few brokers for the replicas are a refusal where that many never registered: one that is down is registered still
     * (Kafka's {@code StripedReplicaPlacer}, whose words these are). Where all are down, they come back.
     */
    private static boolean isRefusal(Throwable cause) {
        return REFUSALS.contains(cause.getClass())
                || (cause instanceof InvalidReplicationFactorException
                        && String.valueOf(cause.getMessage()).contains("are registered"));
    }

    private Standing present(NewTopic wanted, FoundTopic found) {
        refusals.remove(wanted.name());
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
