package io.logmesh.contract.routing;

/** Where a record's ingest time comes from. */
public enum IngestOrigin {
    /** It is what the record's {@code ingest_ts} says. */
    COLLECTOR,
    /** It is Kafka's timestamp: the record has no {@code ingest_ts}. */
    KAFKA_FOR_LACK_OF_A_STAMP,
    KAFKA_SINCE_THE_STAMP_IS_UNREADABLE,
    /** More than 7 days before Kafka's timestamp, or more than an hour behind it. */
    KAFKA_SINCE_THE_STAMP_IS_FAR_OFF
}
