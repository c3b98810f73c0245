package io.logmesh.indexer;

import io.logmesh.contract.sources.LiveSources;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.jboss.logging.Logger;

/**
 * The life of the service: the servers are prepared, however long they take to appear; then the workers deliver, and what
 * they settled is committed every second. When it stops, requests under way get a little time, what they achieve is
 * committed, and the rest is left to whoever reads it next.
 */
@ApplicationScoped
public class Indexer {

    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final int FIRST = 1;
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

    /** Longer than a commit may take on top of a poll. */
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(10);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final Preparation preparation;
    private final Workers workers;
    private final OffsetCommits commits;
    private final PartitionPauses pauses;
    private final KafkaClientService clients;
    private final Stopping stopping;

    Indexer(
            Preparation preparation,
            Workers workers,
            @Identifier(OffsetCommits.GROUP) OffsetCommits commits,
            PartitionPauses pauses,
            KafkaClientService clients,
            Stopping stopping) {
        this.preparation = preparation;
        this.workers = workers;
        this.commits = commits;
        this.pauses = pauses;
        this.clients = clients;
        this.stopping = stopping;
    }

    /** Refuses wrong settings before the consumer joins its group and takes partitions that it could do nothing with. */
    void check(@Observes @Priority(FIRST) StartupEvent event, Settings settings, LiveSources rules) {
        LOG.infof(
                "Indexing %d sources into %s",
                rules.get().sources().all().size(), settings.elastic().hosts());
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual()
                .name("preparation")
                .start(() -> untilStopped(() -> {
                    preparation.prepare();
                    workers.start();
                    preparation.keep();
                }));
        Thread.ofVirtual().name("commits").start(() -> untilStopped(this::keepCommitting));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.begin();
        workers.stop(STOP_WITHIN);
        commit();
    }

    private void keepCommitting() throws InterruptedException {
        while (true) {
            stopping.last(COMMIT_EVERY);
            commit();
        }
    }

    private void commit() {
        KafkaConsumer<byte[], byte[]> consumer = clients.getConsumer("enriched");
        if (consumer == null) {
            return;
        }
        try {
            consumer.runOnPollingThread(this::commitAndPause).await().atMost(COMMIT_WITHIN);
        } catch (RuntimeException e) {
            LOG.infof("Offsets not committed this time: %s", e.getMessage());
        }
    }

    /** Newly assigned partitions begin unpaused, so that the pauses are looked after here, too. */
    private void commitAndPause(Consumer<?, ?> consumer) {
        commits.commit(consumer);
        pauses.apply(consumer);
    }

    private static void untilStopped(Task task) {
        try {
            task.run();
        } catch (InterruptedException _) {
            // the service stops
        }
    }

    @FunctionalInterface
    private interface Task {
        void run() throws InterruptedException;
    }
}
