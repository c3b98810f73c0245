package io.logmesh.enricher;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import io.logmesh.contract.enrichment.Owners;
import io.logmesh.contract.joining.JoinBudget;
import io.logmesh.contract.redaction.Redactor;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** From {@code logs.routed} to one topic for each source, and to the dead letters. */
final class EnricherTopology {

    static final String ENRICHED = "enriched";
    static final String DEAD = "dead";

    /** The store of the events that wait for lines. */
    static final String PENDING = "pending";

    private static final String ROUTED = "routed";
    private static final String ENRICH = "enrich";

    /** It takes what the input takes, and stays short, since whoever takes over reads it whole. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MeshTopics.MAX_MESSAGE_BYTES),
            TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 * 1024 * 1024),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");

    private EnricherTopology() {}

    /** The whole topology. It starts nothing. {@code input} is the topic of the routed records. */
    static Topology build(
            String input,
            EnrichedTopics topics,
            Treatments treatments,
            JoinBudget budget,
            ThreadLocal<Redactor> redactors,
            Owners owners,
            EnricherMeters meters) {
        var bytes = new ByteArraySerializer();
        var secrets = new Secrets(redactors);
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        ROUTED,
                        (record, _) -> timestamp(record),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        input)
                .addProcessor(
                        ENRICH,
                        () -> new EnrichProcessor(input, topics, treatments, budget, secrets, owners, meters),
                        ROUTED)
                .addStateStore(pendingEvents(), ENRICH)
                .addSink(ENRICHED, (_, _, record) -> enrichedTopic(record), bytes, bytes, ENRICH)
                .addSink(DEAD, MeshTopics.DEAD_LETTERS, bytes, bytes, ENRICH);
    }

    /**
     * In memory, since it holds little and not for long. The cache before it keeps what comes and goes between two
     * commits from its changelog, which is written in the transaction of the offsets.
     */
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> pendingEvents() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(PENDING), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** Records of very old producers have the timestamp -1, which Kafka Streams does not bear. */
    private static long timestamp(ConsumerRecord<Object, Object> record) {
        return Math.max(0, record.timestamp());
    }

    private static String enrichedTopic(RecordContext record) {
        return Topics.enriched(RecordHeaders.text(record.headers(), HeaderNames.SOURCE));
    }
}
