package io.logmesh.contract;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics that a service needs before it first uses them. It looks first, so that a cluster where the service
 * may make no topics will do, if they are there. A topic that is there is left as it is.
 *
 * <p>All that it asks to answer one question has to be answered within one time.
 */
public final class TopicMaker implements TopicCluster {

    /** As long as Kafka's own clients wait for an answer unless told otherwise. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** How long a broker is given to hear of a topic before it is asked for it again. */
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final Admin admin;
    private final Duration within;

    public TopicMaker(Admin admin) {
        this(admin, PATIENCE);
    }

    /** @param within what the cluster takes longer for, it did not answer */
    public TopicMaker(Admin admin, Duration within) {
        this.admin = admin;
        this.within = within;
    }

    /** @param nanos of {@link System#nanoTime} */
    private record Deadline(long nanos) {

        <T> T await(KafkaFuture<T> answer) throws ExecutionException, InterruptedException {
            try {
                return answer.get(Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new ExecutionException(
                        new org.apache.kafka.common.errors.TimeoutException("no answer in time", e));
            }
        }

        /** Waits a little, and fails for the same reason as before once there is no time left. */
        void pauseAfter(ExecutionException failure) throws ExecutionException, InterruptedException {
            long left = nanos - System.nanoTime();
            if (left <= 0) {
                throw failure;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, PAUSE_NANOS));
        }
    }

    @Override
    public Map<String, FoundTopic> ensure(Collection<NewTopic> topics) throws ExecutionException, InterruptedException {
        var deadline = new Deadline(System.nanoTime() + within.toNanos());
        var descriptions = descriptions(topics, deadline);
        var made = make(
                topics.stream()
                        .filter(topic -> !descriptions.containsKey(topic.name()))
                        .toList(),
                deadline);
        var found = new HashMap<String, FoundTopic>();
        for (var topic : topics) {
            var description = descriptions.get(topic.name());
            found.put(
                    topic.name(),
                    description != null
                            ? found(description, deadline)
                            : made.contains(topic.name()) ? FoundTopic.made(topic) : madeByAnother(topic, deadline));
        }
        return found;
    }

    /** Of those that are there. One that may not be described may be there or not: the attempt to make it will tell. */
    private Map<String, TopicDescription> descriptions(Collection<NewTopic> topics, Deadline deadline)
            throws ExecutionException, InterruptedException {
        var names = topics.stream().map(NewTopic::name).toList();
        var descriptions = new HashMap<String, TopicDescription>();
        for (var answer : admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                descriptions.put(answer.getKey(), deadline.await(answer.getValue()));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        && !(e.getCause() instanceof TopicAuthorizationException)) {
                    throw e;
                }
            }
        }
        return descriptions;
    }

    /** Returns the names of those that were not there. */
    private Set<String> make(Collection<NewTopic> missing, Deadline deadline)
            throws ExecutionException, InterruptedException {
        var made = new HashSet<String>();
        for (var answer : admin.createTopics(missing).values().entrySet()) {
            try {
                deadline.await(answer.getValue());
                made.add(answer.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        return made;
    }

    /**
     * A topic that was not there to be described, and was when it was to be made: another service was faster, and not every
     * broker need know of it yet. What that one made it with is known only when it can be seen.
     */
    private FoundTopic madeByAnother(NewTopic topic, Deadline deadline)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                var answers = admin.describeTopics(List.of(topic.name())).topicNameValues();
                return found(deadline.await(answers.get(topic.name())), deadline);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicAuthorizationException) {
                    return FoundTopic.unseen(topic);
                }
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                deadline.pauseAfter(e);
            }
        }
    }

    private FoundTopic found(TopicDescription description, Deadline deadline)
            throws ExecutionException, InterruptedException {
        var replicas = description.partitions().getFirst().replicas().size();
        return new FoundTopic(description.partitions().size(), replicas, configs(description.name(), deadline));
    }

    /** Nothing where the service may not read them: they are of use, and not needed. */
    private Map<String, String> configs(String topic, Deadline deadline)
            throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        KafkaFuture<Config> answer =
                admin.describeConfigs(List.of(resource)).values().get(resource);
        try {
            var configs = new HashMap<String, String>();
            deadline.await(answer).entries().forEach(entry -> configs.put(entry.name(), entry.value()));
            return configs;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            return Map.of();
        }
    }
}
