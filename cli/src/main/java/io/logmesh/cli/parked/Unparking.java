package io.logmesh.cli.parked;

import io.logmesh.cli.send.Pace;
import io.logmesh.contract.HeaderNames;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends parked records on, each exactly once: the records and the offsets behind them become visible in one transaction.
 * Whoever opens a producer with the same transactional id ends an earlier run; offsets are read after that, so no two
 * runs send the same record.
 */
final class Unparking {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final String target;
    private final Optional<Pace> pace;
    private final LongConsumer progress;
    private final long start = System.nanoTime();
    private long sent;

    /**
     * @param target the topic that they are sent to
     * @param progress is told how many were sent
     */
    Unparking(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            String target,
            Optional<Pace> pace,
            LongConsumer progress) {
        this.consumer = consumer;
        this.producer = producer;
        this.target = target;
        this.pace = pace;
        this.progress = progress;
    }

    /** Sends what stands in {@code partitions} now, and returns up to which offsets it has been sent, before or now. */
    Map<TopicPartition, Long> run(Collection<TopicPartition> partitions) {
        producer.initTransactions();
        consumer.assign(partitions);
        seekBehindWhatWasSent(partitions);
        var end = consumer.endOffsets(partitions);
        while (end.entrySet().stream().anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue())) {
            var records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                send(records);
            }
        }
        var positions = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }

    long sent() {
        return sent;
    }

    private void seekBehindWhatWasSent(Collection<TopicPartition> partitions) {
        var committed = consumer.committed(Set.copyOf(partitions));
        consumer.beginningOffsets(partitions).forEach((partition, first) -> {
            var offset = committed.get(partition);
            consumer.seek(partition, offset == null ? first : Math.max(first, offset.offset()));
        });
    }

    private void send(ConsumerRecords<byte[], byte[]> records) {
        producer.beginTransaction();
        for (var record : records) {
            pace.ifPresent(rate -> rate.await(start, sent));
            var _ = producer.send(unparked(record));
            sent++;
        }
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        records.partitions()
                .forEach(partition -> offsets.put(partition, new OffsetAndMetadata(consumer.position(partition))));
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        progress.accept(sent);
    }

    /**
     * It goes on as if it had never been over the quota, with the time of now (the producer's, as none is given), as the
     * router gives it: Kafka deletes by the timestamp, and may delete a record that kept its old one before a slow enricher
     * has read it.
     */
    private ProducerRecord<byte[], byte[]> unparked(ConsumerRecord<byte[], byte[]> record) {
        var headers = new RecordHeaders(record.headers().toArray());
        headers.remove(HeaderNames.QUOTA);
        return new ProducerRecord<>(target, null, null, record.key(), record.value(), headers);
    }
}
