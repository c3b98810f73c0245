package io.logmesh.contract;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that a service needs before it first uses them. A topic that is there is left as it is. */
public final class TopicMaker {

    private final Admin admin;

    public TopicMaker(Admin admin) {
        this.admin = admin;
    }

    /**
     * Makes those of {@code topics} that are missing, and waits until the cluster has them.
     *
     * @throws ExecutionException where the cluster refuses, such as for want of a right; the cause is Kafka's own
     */
    public void ensure(Collection<NewTopic> topics) throws ExecutionException, InterruptedException {
        for (var made : admin.createTopics(topics).values().values()) {
            try {
                made.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }
}
