package io.logmesh.indexer;

import io.logmesh.contract.PolledOffsets;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of Kafka clients made here: all that is given as {@code kafka.*}, such as TLS and SASL. */
@ApplicationScoped
public class KafkaSettings {

    private static final int FETCH_BYTES = 4 * 1024 * 1024;
    /** The consumer keeps what it fetched of a partition while that is paused, so this much for each partition that is full. */
    private static final int PARTITION_FETCH_BYTES = 256 * 1024;

    private static final int MAX_REQUEST_SIZE = 16 * 1024 * 1024;

    private final Map<String, Object> given;

    KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> given) {
        this.given = given;
    }

    Map<String, Object> ofAdmin() {
        var settings = among(AdminClientConfig.configNames());
        settings.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 1_000);
        settings.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 10_000);
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    Map<String, Object> ofProducer() {
        var settings = among(ProducerConfig.configNames());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // counted before compression, while a topic's limit is counted behind it
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_SIZE);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /** @param polled is told what the consumer polls */
    Map<String, Object> ofConsumer(PolledOffsets polled) {
        var settings = among(ConsumerConfig.configNames());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Offsets are committed behind Elasticsearch's answer, and by nobody else.
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, PolledOffsets.class.getName());
        settings.put(PolledOffsets.CONFIG, polled);
        settings.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, group());
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        // New sources' topics are found within this time.
        settings.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        return settings;
    }

    /** The consumer group. */
    String group() {
        return given.get(ConsumerConfig.GROUP_ID_CONFIG).toString();
    }

    Object servers() {
        return given.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    private Map<String, Object> among(Set<String> known) {
        var settings = new HashMap<>(given);
        settings.keySet().retainAll(known);
        return settings;
    }
}
