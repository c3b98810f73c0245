package io.logmesh.router;

import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.Sources;
import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** From the raw topics to {@code logs.routed}. What can't be processed goes the way of {@link DeadLetterHandler}. */
final class RouterTopology {

    private static final String RAW = "raw";
    private static final String ROUTE = "route";
    private static final String ROUTED = "routed";

    private RouterTopology() {}

    /** The whole topology. It starts nothing. */
    static Topology build(Collection<String> rawTopics, Sources sources, RouterMeters meters) {
        var fromBytes = new ByteArrayDeserializer();
        var toBytes = new ByteArraySerializer();
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        RAW,
                        (record, _) -> timestamp(record),
                        fromBytes,
                        fromBytes,
                        rawTopics.toArray(String[]::new))
                .addProcessor(ROUTE, () -> new RouteProcessor(sources, meters), RAW)
                .addSink(ROUTED, Topics.ROUTED, toBytes, toBytes, ROUTE);
    }

    /** Records of very old producers have the timestamp -1, which Kafka Streams does not bear. */
    private static long timestamp(ConsumerRecord<Object, Object> record) {
        return Math.max(0, record.timestamp());
    }
}
