package io.logmesh.contract;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics that a service needs before it first uses them. It looks first, so that a cluster where the service
 * may make no topics will do, if they are there. A topic that is there is left as it is.
 */
public final class TopicMaker implements TopicCluster {

    private final Admin admin;

    public TopicMaker(Admin admin) {
        this.admin = admin;
    }

    @Override
    public Map<String, FoundTopic> ensure(Collection<NewTopic> topics) throws ExecutionException, InterruptedException {
        var descriptions = descriptions(topics);
        make(topics.stream()
                .filter(topic -> !descriptions.containsKey(topic.name()))
                .toList());
        var found = new HashMap<String, FoundTopic>();
        for (var topic : topics) {
            var description = descriptions.get(topic.name());
            found.put(topic.name(), description == null ? FoundTopic.made(topic) : found(description));
        }
        return found;
    }

    /** Of those that are there. One that may not be described may be there or not: the attempt to make it will tell. */
    private Map<String, TopicDescription> descriptions(Collection<NewTopic> topics)
            throws ExecutionException, InterruptedException {
        var names = topics.stream().map(NewTopic::name).toList();
        var descriptions = new HashMap<String, TopicDescription>();
        for (var answer : admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                descriptions.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        && !(e.getCause() instanceof TopicAuthorizationException)) {
                    throw e;
                }
            }
        }
        return descriptions;
    }

    private void make(Collection<NewTopic> missing) throws ExecutionException, InterruptedException {
        for (var made : admin.createTopics(missing).values().values()) {
            try {
                made.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private FoundTopic found(TopicDescription description) throws InterruptedException {
        var replicas = description.partitions().getFirst().replicas().size();
        return new FoundTopic(description.partitions().size(), replicas, configs(description.name()));
    }

    /** Nothing where the service may not read them: they are of use, and not needed. */
    private Map<String, String> configs(String topic) throws InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        KafkaFuture<Config> answer =
                admin.describeConfigs(List.of(resource)).values().get(resource);
        try {
            var configs = new HashMap<String, String>();
            answer.get().entries().forEach(entry -> configs.put(entry.name(), entry.value()));
            return configs;
        } catch (ExecutionException _) {
            return Map.of();
        }
    }
}
