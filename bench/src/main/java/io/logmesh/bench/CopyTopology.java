package io.logmesh.bench;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The baseline of the Kafka Streams services: a topology that copies bytes, exactly once, in a JVM of its own. Fetches,
 * batches, buffers and commits are those of the router, so that nothing but the routing differs.
 */
final class CopyTopology {

    private CopyTopology() {}

    /** Runs until it is terminated. Arguments: bootstrap servers, application id, input topic, output topic. */
    public static void main(String[] args) {
        var builder = new StreamsBuilder();
        builder.stream(args[2]).to(args[3]);
        var streams = new KafkaStreams(builder.build(), configuration(args[0], args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(streams)));
        streams.start();
    }

    private static Properties configuration(String bootstrapServers, String applicationId) {
        var configuration = new Properties();
        configuration.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        configuration.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        configuration.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 64);
        configuration.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        configuration.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        configuration.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        configuration.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 64);
        configuration.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 16 << 20);
        configuration.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        configuration.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        return configuration;
    }

    private static void close(KafkaStreams streams) {
        streams.close(CloseOptions.timeout(Duration.ofSeconds(5))
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
