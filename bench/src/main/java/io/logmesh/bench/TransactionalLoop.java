package io.logmesh.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The least that an exactly-once copy takes: one consumer, one transactional producer, nothing between them, in a JVM of
 * its own. Fetches, batches and the commit interval are those of the router.
 */
final class TransactionalLoop {

    private static final long COMMIT_INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

    private TransactionalLoop() {}

    /** Runs until it is terminated. Arguments: bootstrap servers, group, input topic, output topic. */
    @SuppressWarnings("InfiniteLoopStatement")
    public static void main(String[] args) {
        try (var consumer = new KafkaConsumer<>(
                        reading(args[0], args[1]), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(
                        writing(args[0], args[1]), new ByteArraySerializer(), new ByteArraySerializer())) {
            consumer.subscribe(List.of(args[2]));
            producer.initTransactions();
            while (true) {
                copyInOneTransaction(consumer, producer, args[3]);
            }
        }
    }

    private static void copyInOneTransaction(
            KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer, String output) {
        var records = consumer.poll(Duration.ofMillis(100));
        if (records.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        var offsets = new HashMap<>(records.nextOffsets());
        producer.beginTransaction();
        copy(records, producer, output);
        while (System.nanoTime() - start < COMMIT_INTERVAL_NANOS) {
            records = consumer.poll(Duration.ofMillis(10));
            copy(records, producer, output);
            offsets.putAll(records.nextOffsets());
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
    }

    private static void copy(
            ConsumerRecords<byte[], byte[]> records, KafkaProducer<byte[], byte[]> producer, String output) {
        for (var record : records) {
            var _ = producer.send(new ProducerRecord<>(
                    output, null, record.timestamp(), record.key(), record.value(), record.headers()));
        }
    }

    private static Map<String, Object> reading(String bootstrapServers, String group) {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                64,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                16 << 20);
    }

    private static Map<String, Object> writing(String bootstrapServers, String group) {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                group,
                ProducerConfig.LINGER_MS_CONFIG,
                100,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 << 10);
    }
}
