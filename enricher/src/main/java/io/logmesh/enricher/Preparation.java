package io.logmesh.enricher;

import io.logmesh.contract.TopicCluster;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * Makes the input topic and the dead-letter topic, as soon as the cluster answers, so that services can be started in
 * any order. Kafka Streams, for which a missing input topic is fatal, waits for it: Quarkus starts it only then.
 */
@Singleton
final class Preparation {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(Preparation.class);

    private final MeshTopics topics;
    private final TopicCluster cluster;
    private final Thread thread = Thread.ofVirtual().name("prepare-topics").unstarted(this::prepare);

    Preparation(MeshTopics topics, TopicCluster cluster) {
        this.topics = topics;
        this.cluster = cluster;
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
            cluster.ensure(List.of(topics.routed(), topics.deadLetters()));
            return true;
        } catch (ExecutionException e) {
            LOG.warnf(
                    "The topics %s and %s can't be made yet: %s",
                    topics.routed().name(), topics.deadLetters().name(), e.getCause());
            return false;
        }
    }
}
