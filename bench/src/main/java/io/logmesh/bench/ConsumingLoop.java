package io.logmesh.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A plain consumer that gives the values of a topic to somebody, and commits. */
final class ConsumingLoop {

    /** Takes the values. */
    interface Receiver {
        void take(byte[] value) throws IOException;
    }

    private ConsumingLoop() {}

    /** Runs until the process is terminated. */
    static void run(String kafka, String group, String topic, Receiver receiver) throws IOException {
        var configuration = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1000);
        try (var consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    receiver.take(record.value());
                }
                consumer.commitAsync();
            }
        }
    }
}
