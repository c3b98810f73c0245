package io.logmesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Headers headers = new RecordHeaders();

    @Test
    void stagesShareATraceThroughTheHeaders() {
        var router = tracing(1).begin("route", headers);
        router.passOn(headers);
        router.end();
        var enricher = tracing(0).follow("enrich", headers);
        enricher.passOn(headers);
        enricher.end();
        var indexer = tracing(0).follow("index", headers);
        indexer.end();

        var all = spans.getFinishedSpanItems();
        assertThat(all).extracting(SpanData::getName).containsExactly("route", "enrich", "index");
        assertThat(all)
                .extracting(SpanData::getTraceId)
                .containsOnly(all.getFirst().getTraceId());
        assertThat(all.get(1).getParentSpanId()).isEqualTo(all.getFirst().getSpanId());
        assertThat(all.get(2).getParentSpanId()).isEqualTo(all.get(1).getSpanId());
        assertThat(headers.headers("traceparent")).hasSize(1);
    }

    @Test
    void switchedOffNothingIsTracedOrAdded() {
        var off = Tracing.to("router", Optional.empty(), 1);
        off.begin("route", headers).passOn(headers);
        collected("01");
        var _ = off.follow("enrich", headers);
        off.refused("enrich", headers, "missing_id");

        assertThat(off).isSameAs(Tracing.OFF);
        assertThat(text()).endsWith("00f067aa0ba902b7-01");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("BatchSpanProcessor"));
    }

    @Test
    void ofRecordsThatNobodySampledNoneIsFollowed() {
        assertThat(tracing(0).begin("route", headers)).isSameAs(RecordSpan.NONE);
        assertThat(tracing(1).follow("enrich", headers)).isSameAs(RecordSpan.NONE);
        collected("00");
        assertThat(tracing(1).begin("route", headers)).isSameAs(RecordSpan.NONE);
        assertThat(tracing(1).follow("enrich", headers)).isSameAs(RecordSpan.NONE);
    }

    @Test
    void whatTheCollectorTracesGoesOn() {
        collected("01");
        tracing(0).begin("route", headers).end();

        assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> assertThat(span.getTraceId())
                .isEqualTo(TRACE));
    }

    @Test
    void refusedRecordsAreTracedInAnyCase() {
        collected("00");
        tracing(0).refused("enrich", headers, "missing_id");

        assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getAttributes().asMap().values()).contains("missing_id");
            assertThat(text()).contains(span.getTraceId(), span.getSpanId());
        });
    }

    @Test
    void noTraceContextIsNoHarm() {
        for (var text : new String[] {"", "00", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01", "x".repeat(55)}) {
            headers.remove("traceparent").add("traceparent", text.getBytes(StandardCharsets.US_ASCII));
            assertThat(tracing(0).begin("route", headers)).isSameAs(RecordSpan.NONE);
        }
        headers.add("traceparent", null);
        assertThat(tracing(0).follow("enrich", headers)).isSameAs(RecordSpan.NONE);
    }

    @Test
    void refusesWhatIsNoShare() {
        assertThatThrownBy(() -> Tracing.to("router", Optional.empty(), 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("logmesh.tracing.share: ");
    }

    private Tracing tracing(double share) {
        return Tracing.of("test", SimpleSpanProcessor.create(spans), share);
    }

    private void collected(String flags) {
        var text = "00-" + TRACE + "-00f067aa0ba902b7-" + flags;
        headers.remove("traceparent").add("traceparent", text.getBytes(StandardCharsets.US_ASCII));
    }

    private String text() {
        return new String(headers.lastHeader("traceparent").value(), StandardCharsets.US_ASCII);
    }
}
