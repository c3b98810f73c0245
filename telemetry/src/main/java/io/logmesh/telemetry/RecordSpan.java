package io.logmesh.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** What one service does with one record, if that is traced; {@link #NONE} if not, which nearly all records have. */
public final class RecordSpan {

    /** Of a record that is not traced. All that is done with it does nothing. */
    public static final RecordSpan NONE = new RecordSpan(Span.getInvalid());

    static final String TRACEPARENT = "traceparent";

    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final Span span;

    RecordSpan(Span span) {
        this.span = span;
    }

    public boolean isRecorded() {
        return this != NONE;
    }

    String traceId() {
        return span.getSpanContext().getTraceId();
    }

    /** Adds to the span what is known of the record by now. */
    public void tell(String attribute, String value) {
        if (isRecorded()) {
            span.setAttribute(attribute, value);
        }
    }

    /** Puts the span into the headers of what the next stage reads, in place of what stands there. */
    public void passOn(Headers headers) {
        header().ifPresent(header -> headers.remove(TRACEPARENT).add(header));
    }

    /** The W3C trace context of what the next stage reads; nothing where it is not traced. */
    public Optional<Header> header() {
        return isRecorded() ? Optional.of(header(span.getSpanContext())) : Optional.empty();
    }

    private static Header header(SpanContext context) {
        var text = "00-" + context.getTraceId() + '-' + context.getSpanId() + '-'
                + context.getTraceFlags().asHex();
        return new RecordHeader(TRACEPARENT, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The record became a dead letter, for that reason. */
    public void refused(String reason) {
        if (isRecorded()) {
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, reason);
        }
    }

    public void end() {
        if (isRecorded()) {
            span.end();
        }
    }
}
