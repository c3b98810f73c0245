package io.logmesh.indexer;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of Kafka clients made here: all that is given as {@code kafka.*}, such as TLS and SASL. */
@ApplicationScoped
public class KafkaSettings {

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

    Object servers() {
        return given.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    private Map<String, Object> among(Set<String> known) {
        var settings = new HashMap<>(given);
        settings.keySet().retainAll(known);
        return settings;
    }
}
