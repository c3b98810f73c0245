package io.logmesh.indexer;

import io.logmesh.contract.PolledOffsets;
import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.bulk.Backlog;
import io.logmesh.indexer.bulk.Backoff;
import io.logmesh.indexer.bulk.BulkEndpoint;
import io.logmesh.indexer.bulk.BulkLimit;
import io.logmesh.indexer.bulk.Delivery;
import io.logmesh.indexer.bulk.InFlightLimit;
import io.logmesh.indexer.bulk.Pause;
import io.logmesh.indexer.bulk.Throttle;
import io.logmesh.telemetry.Freshness;
import io.logmesh.telemetry.GroupLag;
import io.logmesh.telemetry.Tracing;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The service's parts, wired as {@link Wiring} does it, with small limits and without servers. */
final class Parts {

    static final TopicPartition PARTITION = new TopicPartition("logs.enriched.web", 0);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(5), Duration.ofMillis(10));

    final PolledOffsets polled = new PolledOffsets();
    final AssignedPartitions partitions = new AssignedPartitions(polled);
    final Backlog<Indexable> backlog =
            new Backlog<>(new BulkLimit(10_000, 10), 20 * 1024, BACKOFF, Duration.ZERO, () -> {});
    final Throttle throttle = new Throttle(new InFlightLimit(2), BACKOFF);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Servers servers = new Servers(
            new ServerState("Kafka", Clock.systemUTC()), new ServerState("Elasticsearch", Clock.systemUTC()));
    final IndexerMetrics metrics = new IndexerMetrics(registry, new Freshness(registry), servers, throttle, backlog);
    final MockProducer<byte[], byte[]> producer = producer();
    final KafkaDeadLetters deadLetters = deadLetters(producer, _ -> {});

    Parts() {
        partitions.assign(Set.of(PARTITION));
    }

    static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static KafkaDeadLetters deadLetters(MockProducer<byte[], byte[]> producer, Pause pause) {
        return new KafkaDeadLetters(null, pause, Tracing.OFF, () -> producer);
    }

    Delivery<Indexable> delivery(BulkEndpoint endpoint) {
        return new Delivery<>(endpoint, Indexable::repaired, deadLetters, metrics);
    }

    /** What of the partition is settled: the last offset, or -1. */
    long settledThrough() {
        return partitions.settled(PARTITION).orElseThrow().through();
    }

    /** Has the records polled, and hands them to the intake. */
    void take(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        var batch = Records.polled(PARTITION, records);
        polled.onConsume(batch);
        intake().take(batch);
    }

    Intake intake() {
        return new Intake(
                partitions,
                backlog,
                deadLetters,
                metrics,
                new RecordReader(() -> Records.PLAN, Records.PLACEMENTS, Tracing.OFF),
                new GroupLag());
    }

    double counted(String name, String... tags) {
        return registry.find(name).tags(tags).meters().stream()
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .sum();
    }
}
