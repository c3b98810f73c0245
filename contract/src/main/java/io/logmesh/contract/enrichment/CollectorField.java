package io.logmesh.contract.enrichment;

import io.logmesh.contract.RecordFields;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The names of a collector's record that mean something to the mesh, first those that it gives a meaning of its own. */
enum CollectorField {
    TIMESTAMP(RecordFields.TIMESTAMP),
    INGEST_TS(RecordFields.INGEST_TS),
    SOURCE(RecordFields.SOURCE),
    LEVEL(RecordFields.LEVEL),
    MESSAGE(RecordFields.MESSAGE),
    FIELDS(RecordFields.FIELDS),
    TRACE_ID(RecordFields.TRACE_ID),
    SPAN_ID(RecordFields.SPAN_ID),
    EVENT_ID(RecordFields.EVENT_ID),
    QUOTA(RecordFields.QUOTA),
    INDEX(RecordFields.INDEX),
    LINES(RecordFields.LINES),
    COVERS(RecordFields.COVERS),
    TRUNCATED(RecordFields.TRUNCATED),
    OWNER(RecordFields.OWNER),

    /** Elasticsearch's own, which it refuses in a document. */
    ES_DATA_STREAM_TIMESTAMP("_data_stream_timestamp"),
    ES_DOC_COUNT("_doc_count"),
    ES_FEATURE("_feature"),
    ES_FIELD_NAMES("_field_names"),
    ES_ID("_id"),
    ES_IGNORED("_ignored"),
    ES_IGNORED_SOURCE("_ignored_source"),
    ES_INDEX("_index"),
    ES_INDEX_MODE("_index_mode"),
    ES_INFERENCE_FIELDS("_inference_fields"),
    ES_NESTED_PATH("_nested_path"),
    ES_PRIMARY_TERM("_primary_term"),
    ES_ROUTING("_routing"),
    ES_SEQ_NO("_seq_no"),
    ES_SIZE("_size"),
    ES_SOURCE("_source"),
    ES_TIER("_tier"),
    ES_TS_ROUTING_HASH("_ts_routing_hash"),
    ES_TSID("_tsid"),
    ES_TYPE("_type"),
    ES_VERSION("_version"),

    LOG(RecordFields.LOG),
    JOURNALD_MESSAGE("MESSAGE"),
    BODY("body"),
    TIME("time"),
    OTHER_TIMESTAMP("timestamp"),
    DATE("date"),
    SEVERITY("severity"),

    LOG_TAG("logtag"),
    PART_TAG("_p"),
    PARTIAL("_partial"),

    STREAM(RecordFields.STREAM),
    KUBERNETES(RecordFields.KUBERNETES),
    ATTRIBUTES("attributes"),
    RESOURCE("resource"),
    FLAT_NAMESPACE("k8s.namespace.name"),
    FLAT_POD_UID("k8s.pod.uid"),

    /** As libraries write them into JSON, which collectors may merge into the record. */
    TRACE_ID_CAMEL("traceId"),
    TRACE_ID_ECS("trace.id"),
    TRACE_ID_DATADOG("dd.trace_id"),
    TRACE_ID_OTEL_JSON("TraceId"),
    TRACE_ID_OTEL_PYTHON("otelTraceID"),
    TRACE_ID_LOWER("traceid"),
    SPAN_ID_CAMEL("spanId"),
    SPAN_ID_ECS("span.id"),
    SPAN_ID_DATADOG("dd.span_id"),
    SPAN_ID_OTEL_JSON("SpanId"),
    SPAN_ID_OTEL_PYTHON("otelSpanID"),
    SPAN_ID_LOWER("spanid"),
    TRACEPARENT("traceparent"),
    DATADOG("dd");

    /** The names that mean the same in every enriched record. */
    static final Set<CollectorField> MESH = EnumSet.range(TIMESTAMP, OWNER);

    /** Names that no member of an enriched record may have. */
    static final Set<CollectorField> RESERVED = EnumSet.range(ES_DATA_STREAM_TIMESTAMP, ES_VERSION);

    /** Where the text may stand: as Fluentd and Fluent Bit, Vector, journald, and OpenTelemetry have it. */
    static final List<CollectorField> TEXTS = List.of(LOG, MESSAGE, JOURNALD_MESSAGE, BODY);

    /** Where the collector may say when it read the line. */
    static final List<CollectorField> TIMES = List.of(TIMESTAMP, TIME, OTHER_TIMESTAMP, DATE);

    /** Where the tag of a CRI line may stand: as Fluentd's, and as Fluent Bit's parsers call it. */
    static final List<CollectorField> TAGS = List.of(LOG_TAG, PART_TAG);

    /** Other names of the trace's id than the mesh's own. */
    static final List<CollectorField> TRACE_IDS = List.copyOf(EnumSet.range(TRACE_ID_CAMEL, TRACE_ID_LOWER));

    /** Other names of the span's. */
    static final List<CollectorField> SPAN_IDS = List.copyOf(EnumSet.range(SPAN_ID_CAMEL, SPAN_ID_LOWER));

    private final String text;

    CollectorField(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
