package io.logmesh.contract.routing;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A record of a raw topic, as Kafka holds it.
 *
 * @param timestamp Kafka's timestamp, in milliseconds since the epoch
 * @param value may be null, as the value of a tombstone is
 * @param headers the text of the last header of each name; called only where a rule asks for a header
 */
public record RawRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte[] value,
        Supplier<Map<String, String>> headers) {}
