package io.logmesh.router;

import io.logmesh.contract.TopicCluster;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.router.quota.Quotas;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes the topics and writes down the rules as soon as the cluster answers, so that services and Kafka can be started in
 * any order. Kafka Streams waits for it: a missing input topic is fatal for it, and no record may be routed by rules that
 * are not written down. Goes on to count the raw partitions, by which the pods share quotas, and to write the rules in
 * force down again.
 */
@Singleton
final class Preparation {

    /** Kafka Streams can't be closed as long as its start is held back. */
    private static final int BEFORE_STREAMS_END = 0;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(30);
    private static final Duration WRITE_RULES_EVERY = Duration.ofSeconds(RulesLog.AGAIN_AFTER_SECONDS / 2);

    /** For so long routing waits for the rules to be written down, which serves audits alone. */
    private static final Duration RULES_LIMIT = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(Preparation.class);

    private final MeshTopics topics;
    private final TopicCluster cluster;
    private final Destinations destinations;
    private final RawPartitions rawPartitions;
    private final Quotas quotas;
    private final LiveSources rules;
    private final RulesLog rulesLog;
    private final String kafka;
    private final CountDownLatch prepared = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("prepare-topics").unstarted(this::prepare);
    private String lastTrouble = "";
    private long waitingSince;
    private long rulesDue;

    Preparation(
            MeshTopics topics,
            TopicCluster cluster,
            Destinations destinations,
            RawPartitions rawPartitions,
            Quotas quotas,
            LiveSources rules,
            RulesLog rulesLog,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.topics = topics;
        this.cluster = cluster;
        this.destinations = destinations;
        this.rawPartitions = rawPartitions;
        this.quotas = quotas;
        this.rules = rules;
        this.rulesLog = rulesLog;
        this.kafka = kafka;
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

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes @Priority(BEFORE_STREAMS_END) ShutdownEvent event) {
        thread.interrupt();
        prepared.countDown();
    }

    private void prepare() {
        try {
            while (!made()) {
                Thread.sleep(RETRY_AFTER);
            }
            prepared.countDown();
            while (true) {
                count();
                Thread.sleep(COUNT_EVERY);
                if (System.nanoTime() - rulesDue >= 0) {
                    writeRulesAgain();
                }
            }
        } catch (InterruptedException | InterruptException _) {
            LOG.debug("The service stops");
        }
    }

    private boolean made() throws InterruptedException {
        var inForce = rules.get();
        var sources = inForce.sources();
        try {
            cluster.ensure(topics.indispensable(sources));
            destinations.prepare(sources);
            return areWritten(inForce);
        } catch (InterruptException e) {
            throw e;
        } catch (ExecutionException | RuntimeException e) {
            tell(e);
            return false;
        }
    }

    /** Once, until it is another. What is no error of Kafka is one of this service, and says where it is. */
    private void tell(Exception error) {
        var trouble = "The topics %s can't be made yet in Kafka at %s (KAFKA_BOOTSTRAP_SERVERS): %s"
                .formatted(topics.indispensableNames(), kafka, error.getCause() == null ? error : error.getCause());
        if (!trouble.equals(lastTrouble)) {
            LOG.warn(trouble, error instanceof ExecutionException || error instanceof KafkaException ? null : error);
            lastTrouble = trouble;
        }
    }

    private boolean areWritten(Rules inForce) {
        waitingSince = waitingSince == 0 ? System.nanoTime() : waitingSince;
        try {
            rulesLog.write(inForce);
            rulesDue = System.nanoTime() + WRITE_RULES_EVERY.toNanos();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            if (System.nanoTime() - waitingSince < RULES_LIMIT.toNanos()) {
                LOG.debug("The rules are not written yet", e);
                return false;
            }
            rulesDue = System.nanoTime();
            LOG.errorf(e, "Routing begins, though audits may not know by which rules: %s", e.getMessage());
        }
        return true;
    }

    private void writeRulesAgain() {
        try {
            rulesLog.write(rules.get());
            rulesDue = System.nanoTime() + WRITE_RULES_EVERY.toNanos();
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(e, "The rules in force were not written again: %s", e.getMessage());
        }
    }

    private void count() throws InterruptedException {
        try {
            quotas.share().rawTopics(rawPartitions.count());
        } catch (InterruptException e) {
            throw e;
        } catch (ExecutionException | KafkaException e) {
            LOG.debugf(e, "The raw partitions were not counted");
        } catch (RuntimeException e) {
            LOG.warn("The raw partitions were not counted", e);
        }
    }
}
