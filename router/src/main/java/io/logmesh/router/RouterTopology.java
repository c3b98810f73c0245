package io.logmesh.router;

import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.router.quota.Quotas;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * From the raw topics to those of the lanes, and of what is parked. What can't be processed goes the way of {@link
 * DeadLetterHandler}.
 */
final class RouterTopology {

    private static final String RAW = "raw";
    private static final String ROUTE = "route";
    private static final String ROUTED = "routed";

    private RouterTopology() {}

    /** The whole topology. It starts nothing, but tells {@link DeadLetterHandler} what its topic takes. */
    static Topology build(
            RawTopics raw, Supplier<Rules> rules, Destinations destinations, Quotas quotas, RouterMeters meters) {
        DeadLetterHandler.limitTo(() -> destinations.deadLetterBytes(rules.get().sources()));
        DeadLetterHandler.reportTo(meters);
        return source(raw)
                .addProcessor(ROUTE, () -> new RouteProcessor(rules, destinations, quotas, meters), RAW)
                .<byte[], Addressed>addSink(
                        ROUTED,
                        (_, addressed, _) -> addressed.topic(),
                        new ByteArraySerializer(),
                        (_, addressed) -> addressed.value(),
                        ROUTE);
    }

    private static Topology source(RawTopics raw) {
        var bytes = new ByteArrayDeserializer();
        TimestampExtractor time = (record, _) -> timestamp(record);
        return raw.pattern().isPresent()
                ? new Topology()
                        .addSource(
                                AutoOffsetReset.earliest(),
                                RAW,
                                time,
                                bytes,
                                bytes,
                                raw.pattern().get())
                : new Topology()
                        .addSource(
                                AutoOffsetReset.earliest(),
                                RAW,
                                time,
                                bytes,
                                bytes,
                                raw.names().toArray(String[]::new));
    }

    /** Records of very old producers have the timestamp -1, which Kafka Streams does not bear. */
    private static long timestamp(ConsumerRecord<Object, Object> record) {
        return Math.max(0, record.timestamp());
    }
}
