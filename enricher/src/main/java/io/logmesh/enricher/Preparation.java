package io.logmesh.enricher;

import io.logmesh.contract.TopicCluster;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes the input topic and the dead-letter topic, as soon as the cluster answers, so that services can be started in
 * any order. Kafka Streams, for which a missing input topic is fatal, waits for it.
 */
@Singleton
final class Preparation {

    /** Kafka Streams can't be closed as long as its start is held back. */
    private static final int BEFORE_STREAMS_END = 0;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(Preparation.class);

    private final MeshTopics topics;
    private final TopicCluster cluster;
    private final String kafka;
    private final CountDownLatch prepared = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("prepare-topics").unstarted(this::prepare);

    Preparation(
            MeshTopics topics, TopicCluster cluster, @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.topics = topics;
        this.cluster = cluster;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes @Priority(BEFORE_STREAMS_END) ShutdownEvent event) {
        thread.interrupt();
        prepared.countDown();
    }

    /** Kafka Streams calls it when it is about to start its threads, and starts them when this returns. */
    @Produces
    @Singleton
    KafkaStreams.StateListener holdStreams() {
        return (now, before) -> {
            if (before == KafkaStreams.State.CREATED && now == KafkaStreams.State.REBALANCING) {
                awaitPrepared();
            }
        };
    }

    private void awaitPrepared() {
        try {
            prepared.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepare() {
        try {
            while (!made()) {
                Thread.sleep(RETRY_AFTER);
            }
            prepared.countDown();
        } catch (InterruptedException | InterruptException _) {
            LOG.debug("The service stops before the topics are there");
        }
    }

    private boolean made() throws InterruptedException {
        try {
            cluster.ensure(List.of(topics.routed(), topics.deadLetters()));
            return true;
        } catch (ExecutionException e) {
            LOG.warnf(
                    "The topics %s and %s can't be made yet in Kafka at %s (KAFKA_BOOTSTRAP_SERVERS): %s",
                    topics.routed().name(), topics.deadLetters().name(), kafka, e.getCause());
            return false;
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("The topics can't be made yet", e);
            return false;
        }
    }
}
