package io.logmesh.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;

/**
 * Follows single records through the mesh, by the W3C trace context in their headers. The router decides which: a share of
 * all, and what its collector traces. The stages behind it follow those. A record that becomes a dead letter is traced in any
 * case, from the stage on that refused it. Switched off, as by default, it is one comparison for a record. Thread-safe.
 */
public final class Tracing implements AutoCloseable {

    /** Traces nothing, holds nothing, and has no thread. */
    public static final Tracing OFF = new Tracing(null, null, 0);

    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final long CLOSE_WITHIN_SECONDS = 2;
    private static final int TRACEPARENT_LENGTH = 55;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final double share;

    private Tracing(SdkTracerProvider provider, String service, double share) {
        this.provider = provider;
        this.tracer = provider == null ? null : provider.get("io.logmesh." + service);
        this.share = share;
    }

    /**
     * Traces to a collector.
     *
     * @param service such as {@code router}
     * @param endpoint of an OTLP collector, such as {@code http://collector:4318}; without one, tracing is off
     * @param share of the records that the router begins to trace, 0 to 1
     * @throws IllegalArgumentException where the share is no share, or the endpoint no HTTP address
     */
    public static Tracing to(String service, Optional<String> endpoint, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("logmesh.tracing.share: " + share + " is not between 0 and 1");
        }
        if (endpoint.isEmpty()) {
            return OFF;
        }
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.get().replaceAll("/$", "") + "/v1/traces")
                .build();
        return of(service, BatchSpanProcessor.builder(exporter).build(), share);
    }

    static Tracing of(String service, SpanProcessor processor, double share) {
        var resource = Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE_NAME, "logmesh-" + service)));
        var provider = SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.alwaysOn()) // who is traced is decided here, also against an unsampled parent
                .addSpanProcessor(processor)
                .build();
        return new Tracing(provider, service, share);
    }

    /** For the first stage: goes on with its collector's trace, or begins one for a share of the records. */
    public RecordSpan begin(String name, Headers headers) {
        if (tracer == null) {
            return RecordSpan.NONE;
        }
        var parent = parent(headers);
        boolean traced = parent.isValid()
                ? parent.isSampled()
                : ThreadLocalRandom.current().nextDouble() < share;
        return traced ? start(name, parent) : RecordSpan.NONE;
    }

    /** For the other stages: goes on with the trace of the stage before, if there is one. */
    public RecordSpan follow(String name, Headers headers) {
        if (tracer == null) {
            return RecordSpan.NONE;
        }
        var parent = parent(headers);
        return parent.isSampled() ? start(name, parent) : RecordSpan.NONE;
    }

    /** Traces a record that becomes a dead letter and is not traced yet; its headers take the trace with them. */
    public void refused(String name, Headers letter, String reason) {
        if (tracer != null) {
            var span = start(name, parent(letter));
            span.refused(reason);
            span.passOn(letter);
            span.end();
        }
    }

    private RecordSpan start(String name, SpanContext parent) {
        var builder = tracer.spanBuilder(name).setSpanKind(SpanKind.CONSUMER);
        var started = parent.isValid()
                ? builder.setParent(Context.root().with(Span.wrap(parent))).startSpan()
                : builder.setNoParent().startSpan();
        return new RecordSpan(started);
    }

    /** What the header says; invalid where it is missing or no trace context. */
    private static SpanContext parent(Headers headers) {
        var header = headers.lastHeader(RecordSpan.TRACEPARENT);
        if (header == null || header.value() == null || header.value().length < TRACEPARENT_LENGTH) {
            return SpanContext.getInvalid();
        }
        var text = new String(header.value(), StandardCharsets.US_ASCII);
        var trace = text.substring(3, 35);
        var span = text.substring(36, 52);
        return TraceId.isValid(trace) && SpanId.isValid(span) && text.startsWith("00-")
                ? SpanContext.createFromRemoteParent(trace, span, flags(text), TraceState.getDefault())
                : SpanContext.getInvalid();
    }

    private static TraceFlags flags(String text) {
        int last = Character.digit(text.charAt(TRACEPARENT_LENGTH - 1), 16);
        return last > 0 && (last & 1) == 1 ? TraceFlags.getSampled() : TraceFlags.getDefault();
    }

    /** Sends what is left. */
    @Override
    public void close() {
        if (provider != null) {
            var _ = provider.shutdown().join(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS);
        }
    }
}
