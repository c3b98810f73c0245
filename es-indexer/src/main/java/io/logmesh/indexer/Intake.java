package io.logmesh.indexer;

import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.PolledRecord.Unusable;
import io.logmesh.indexer.bulk.Backlog;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes what was polled. The next batch comes when this one has found its place in the backlog; meanwhile the consumer
 * goes on polling with its partitions paused, and stays in its group.
 */
@ApplicationScoped
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final AssignedPartitions partitions;
    private final Backlog<Indexable> backlog;
    private final KafkaDeadLetters deadLetters;
    private final IndexerMetrics metrics;
    private final RecordReader reader = new RecordReader();

    Intake(
            AssignedPartitions partitions,
            Backlog<Indexable> backlog,
            KafkaDeadLetters deadLetters,
            IndexerMetrics metrics) {
        this.partitions = partitions;
        this.backlog = backlog;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    @Incoming("enriched")
    CompletionStage<Void> take(ConsumerRecords<byte[], byte[]> polled) {
        var taken = new CompletableFuture<Void>();
        Thread.ofVirtual().name("intake").start(() -> {
            try {
                accept(polled);
                taken.complete(null);
            } catch (InterruptedException _) {
                // The service stops: there is no next batch.
            } catch (RuntimeException | Error e) {
                // As for a worker: what is neither settled nor refused would hold up its partition for ever.
                LOG.error("A batch could not be taken; the service ends, to be started again", e);
                taken.completeExceptionally(e);
                Quarkus.asyncExit(1);
            }
        });
        return taken;
    }

    private void accept(ConsumerRecords<byte[], byte[]> polled) throws InterruptedException {
        var indexable = new ArrayList<Indexable>(polled.count());
        var unusable = new ArrayList<Unusable>();
        for (var partition : polled.partitions()) {
            var records = polled.records(partition);
            metrics.taken(records);
            partitions.await(partition, records).ifPresent(range -> {
                for (var record : records) {
                    switch (reader.read(record, range)) {
                        case Indexable good -> indexable.add(good);
                        case Unusable bad -> unusable.add(bad);
                    }
                }
            });
        }
        bury(unusable);
        backlog.add(indexable);
    }

    private void bury(List<Unusable> unusable) throws InterruptedException {
        if (!unusable.isEmpty()) {
            deadLetters.storeUnusable(unusable);
            unusable.forEach(record -> metrics.buried(record.refused()));
            partitions.settle(unusable);
        }
    }
}
