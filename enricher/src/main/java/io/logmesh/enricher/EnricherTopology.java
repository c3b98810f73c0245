package io.logmesh.enricher;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;

/** From {@code logs.routed} to one topic for each source, and to the dead letters. */
final class EnricherTopology {

    static final String ENRICHED = "enriched";
    static final String DEAD = "dead";

    private static final String ROUTED = "routed";
    private static final String ENRICH = "enrich";

    private EnricherTopology() {}

    /** The whole topology. It starts nothing. {@code input} is the topic of the routed records. */
    static Topology build(String input, EnrichedTopics topics, EnricherMeters meters) {
        var bytes = new ByteArraySerializer();
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        ROUTED,
                        (record, _) -> timestamp(record),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        input)
                .addProcessor(ENRICH, () -> new EnrichProcessor(topics, meters), ROUTED)
                .addSink(ENRICHED, (_, _, record) -> enrichedTopic(record), bytes, bytes, ENRICH)
                .addSink(DEAD, MeshTopics.DEAD_LETTERS, bytes, bytes, ENRICH);
    }

    /** Records of very old producers have the timestamp -1, which Kafka Streams does not bear. */
    private static long timestamp(ConsumerRecord<Object, Object> record) {
        return Math.max(0, record.timestamp());
    }

    private static String enrichedTopic(RecordContext record) {
        return Topics.enriched(RecordHeaders.text(record.headers(), HeaderNames.SOURCE));
    }
}
