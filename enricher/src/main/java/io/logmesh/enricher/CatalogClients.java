package io.logmesh.enricher;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of the clients that read and write the catalog, made of those for any client. */
final class CatalogClients {

    private CatalogClients() {}

    /** It belongs to no group. Where what it stood at is no longer there, it fails, and all is read anew. */
    static Map<String, Object> ofConsumer(Map<String, Object> kafka) {
        var settings = only(kafka, ConsumerConfig.configNames());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024);
        return settings;
    }

    static Map<String, Object> ofProducer(Map<String, Object> kafka) {
        var settings = only(kafka, ProducerConfig.configNames());
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * 1024 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
        return settings;
    }

    private static Map<String, Object> only(Map<String, Object> kafka, Set<String> names) {
        var settings = new HashMap<>(kafka);
        settings.keySet().retainAll(names);
        return settings;
    }
}
