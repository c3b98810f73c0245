package io.logmesh.contract.enrichment;

import java.util.List;
import java.util.stream.Stream;

/** The names under which logging libraries write what the mesh has fields for; of each kind, the preferred first. */
enum TextField {
    LEVEL("level", Kind.LEVEL),
    SEVERITY("severity", Kind.LEVEL),
    LVL("lvl", Kind.LEVEL),
    LOG_LEVEL("log.level", Kind.LEVEL),
    LEVELNAME("levelname", Kind.LEVEL),

    AT_TIMESTAMP("@timestamp", Kind.TIME),
    TIMESTAMP("timestamp", Kind.TIME),
    TIME("time", Kind.TIME),
    TS("ts", Kind.TIME),
    DATE("date", Kind.TIME),

    MSG("msg", Kind.MESSAGE),
    MESSAGE("message", Kind.MESSAGE),
    LOG("log", Kind.MESSAGE),
    EVENT("event", Kind.MESSAGE),

    TRACE_ID("trace_id", Kind.TRACE_ID),
    TRACE_ID_CAMEL("traceId", Kind.TRACE_ID),
    TRACE_ID_ECS("trace.id", Kind.TRACE_ID),
    TRACE_ID_DATADOG("dd.trace_id", Kind.TRACE_ID),
    TRACE_ID_OTEL_JSON("TraceId", Kind.TRACE_ID),
    TRACE_ID_OTEL_PYTHON("otelTraceID", Kind.TRACE_ID),
    TRACE_ID_LOWER("traceid", Kind.TRACE_ID),

    SPAN_ID("span_id", Kind.SPAN_ID),
    SPAN_ID_CAMEL("spanId", Kind.SPAN_ID),
    SPAN_ID_ECS("span.id", Kind.SPAN_ID),
    SPAN_ID_DATADOG("dd.span_id", Kind.SPAN_ID),
    SPAN_ID_OTEL_JSON("SpanId", Kind.SPAN_ID),
    SPAN_ID_OTEL_PYTHON("otelSpanID", Kind.SPAN_ID),
    SPAN_ID_LOWER("spanid", Kind.SPAN_ID),

    /** Datadog's, where its libraries write an object. */
    DATADOG("dd", Kind.DATADOG),

    TRACEPARENT("traceparent", Kind.TRACEPARENT);

    private final String text;
    private final Kind kind;

    TextField(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    String text() {
        return text;
    }

    static List<TextField> of(Kind kind) {
        return Stream.of(values()).filter(field -> field.kind == kind).toList();
    }

    enum Kind {
        LEVEL,
        TIME,
        MESSAGE,
        TRACE_ID,
        SPAN_ID,
        TRACEPARENT,
        DATADOG
    }
}
