package io.logmesh.router;

import io.logmesh.contract.TopicCluster;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.router.quota.Quotas;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Makes the topics as soon as the cluster answers, so that services and Kafka can be started in any order. Kafka
 * Streams, for which a missing input topic is fatal, waits for it: Quarkus starts it only then. Goes on to count the raw
 * partitions, by which the pods share quotas.
 */
@Singleton
final class Preparation {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(Preparation.class);

    private final MeshTopics topics;
    private final TopicCluster cluster;
    private final Destinations destinations;
    private final RawPartitions rawPartitions;
    private final Quotas quotas;
    private final LiveSources rules;
    private final Thread thread = Thread.ofVirtual().name("prepare-topics").unstarted(this::prepare);
    private String lastTrouble = "";

    Preparation(
            MeshTopics topics,
            TopicCluster cluster,
            Destinations destinations,
            RawPartitions rawPartitions,
            Quotas quotas,
            LiveSources rules) {
        this.topics = topics;
        this.cluster = cluster;
        this.destinations = destinations;
        this.rawPartitions = rawPartitions;
        this.quotas = quotas;
        this.rules = rules;
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
            while (true) {
                count();
                Thread.sleep(COUNT_EVERY);
            }
        } catch (InterruptedException _) {
            LOG.debug("The service stops");
        }
    }

    private boolean made() throws InterruptedException {
        var sources = rules.get().sources();
        var needed = topics.indispensable(sources);
        try {
            cluster.ensure(needed);
            destinations.prepare(sources);
            return true;
        } catch (ExecutionException | KafkaException e) {
            var trouble = "The topics %s can't be made yet: %s"
                    .formatted(needed.stream().map(NewTopic::name).toList(), e.getCause());
            if (!trouble.equals(lastTrouble)) {
                LOG.warn(trouble);
                lastTrouble = trouble;
            }
            return false;
        }
    }

    private void count() throws InterruptedException {
        try {
            quotas.share().rawTopics(rawPartitions.count());
        } catch (ExecutionException e) {
            LOG.debugf(e, "The raw partitions were not counted");
        }
    }
}
