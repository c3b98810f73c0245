package io.logmesh.enricher;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes topics on the cluster, as {@link io.logmesh.contract.TopicMaker} does it. */
@FunctionalInterface
interface TopicCreation {

    /**
     * Makes those of {@code topics} that are missing.
     *
     * @throws ExecutionException where the cluster refuses or does not answer; the cause is Kafka's own
     */
    void ensure(Collection<NewTopic> topics) throws ExecutionException, InterruptedException;
}
