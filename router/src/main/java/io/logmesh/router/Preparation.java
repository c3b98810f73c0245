package io.logmesh.router;

import io.logmesh.contract.TopicMaker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.jboss.logging.Logger;

/**
 * Makes the topics as soon as the cluster answers, so that services and Kafka can be started in any order. Kafka
 * Streams, for which a missing input topic is fatal, waits for it: Quarkus starts it only then.
 */
@Singleton
final class Preparation {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(Preparation.class);

    private final MeshTopics topics;
    private final TopicMaker maker;
    private final Thread thread = Thread.ofVirtual().name("prepare-topics").unstarted(this::prepare);

    Preparation(MeshTopics topics, TopicMaker maker) {
        this.topics = topics;
        this.maker = maker;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void prepare() {
        try {
            while (!made()) {
                Thread.sleep(RETRY_AFTER);
            }
        } catch (InterruptedException _) {
            LOG.debug("The service stops before the topics are there");
        }
    }

    private boolean made() throws InterruptedException {
        try {
            maker.ensure(topics.all());
            return true;
        } catch (ExecutionException e) {
            var names = topics.all().stream().map(NewTopic::name).toList();
            LOG.warnf("The topics %s can't be made yet: %s", names, e.getCause());
            return false;
        }
    }
}
