package io.logmesh.indexer;

import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.PolledRecord.Skipped;
import io.logmesh.indexer.PolledRecord.Unusable;
import io.logmesh.indexer.bulk.Backlog;
import io.logmesh.indexer.bulk.SettledOffsets.Range;
import io.logmesh.telemetry.GroupLag;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Takes what was polled, and adds it to the backlog, where each topic has its lane. While a lane is full its partitions
 * are paused ({@link PartitionPauses}), so that there is room for what comes.
 */
@ApplicationScoped
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final AssignedPartitions partitions;
    private final Backlog<Indexable> backlog;
    private final KafkaDeadLetters deadLetters;
    private final IndexerMetrics metrics;
    private final RecordReader reader;
    private final GroupLag lag;

    /** One poll waits while another is taken, so that neither thread waits for the other's each step. */
    private final BlockingQueue<ConsumerRecords<byte[], byte[]>> handedOver = new ArrayBlockingQueue<>(1);

    Intake(
            AssignedPartitions partitions,
            Backlog<Indexable> backlog,
            KafkaDeadLetters deadLetters,
            IndexerMetrics metrics,
            RecordReader reader,
            GroupLag lag) {
        this.lag = lag;
        this.partitions = partitions;
        this.backlog = backlog;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.reader = reader;
    }

    void start() {
        Thread.ofVirtual().name("intake").start(this::takeAll);
    }

    /**
     * Hands it what was polled, to be taken behind what was handed before.
     *
     * @return whether it had room for it within that time
     */
    boolean offer(ConsumerRecords<byte[], byte[]> polled, Duration within) throws InterruptedException {
        return handedOver.offer(polled, within.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void takeAll() {
        try {
            while (true) {
                take(handedOver.take());
            }
        } catch (InterruptedException _) {
            // The service stops; what is open is read again.
        } catch (RuntimeException | Error e) {
            // As for a worker: what is neither settled nor refused would hold up its partition for ever.
            LOG.error("A batch could not be taken; the service ends, to be started again", e);
            Quarkus.asyncExit(1);
        }
    }

    void take(ConsumerRecords<byte[], byte[]> polled) throws InterruptedException {
        for (var partition : polled.partitions()) {
            var records = polled.records(partition);
            var range = partitions.await(partition, records);
            if (range.isPresent()) {
                reached(partition, records.getFirst());
                reached(partition, records.getLast());
                accept(partition.topic(), records, range.get());
            }
        }
    }

    private void reached(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        lag.reached(partition, record.offset(), record.timestamp());
    }

    private void accept(String topic, List<ConsumerRecord<byte[], byte[]>> records, Range range)
            throws InterruptedException {
        long begin = System.nanoTime();
        var indexable = new ArrayList<Indexable>(records.size());
        var skipped = new ArrayList<Skipped>();
        var unusable = new ArrayList<Unusable>();
        for (var record : records) {
            switch (reader.read(record, range)) {
                case Indexable good -> indexable.add(good);
                case Skipped other -> skipped.add(other);
                case Unusable bad -> unusable.add(bad);
            }
        }
        metrics.read(begin);
        metrics.taken(skipped);
        skipped.forEach(metrics::skipped);
        partitions.settle(skipped);
        bury(unusable);
        metrics.taken(indexable);
        backlog.add(topic, indexable);
    }

    private void bury(List<Unusable> unusable) throws InterruptedException {
        if (!unusable.isEmpty()) {
            deadLetters.storeUnusable(unusable);
            metrics.taken(unusable);
            unusable.forEach(record -> metrics.buried(record.refused()));
            partitions.settle(unusable);
        }
    }
}
