package io.logmesh.contract;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;

/** Where topics are made. */
@FunctionalInterface
public interface TopicCluster {

    /**
     * Makes those of {@code topics} that are missing, waits until the cluster has them, and tells of each, by its name,
     * how it is.
     *
     * @throws ExecutionException where the cluster refuses, such as for want of a right, or does not answer; the cause is
     *     Kafka's own
     */
    Map<String, FoundTopic> ensure(Collection<NewTopic> topics) throws ExecutionException, InterruptedException;
}
