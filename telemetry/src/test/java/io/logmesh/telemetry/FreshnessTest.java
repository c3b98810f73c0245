package io.logmesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.prometheus.client.exporter.common.TextFormat;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // the registry is the one that Quarkus brings
class FreshnessTest {

    private static final long NOW = 1_795_338_000_000L;

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Freshness freshness = new Freshness(new CompositeMeterRegistry().add(prometheus));

    @Test
    void showsAHistogramForEachSourceAndBeginning() {
        freshness.record("web", NOW - 70_000, NOW - 250, NOW, RecordSpan.NONE);
        freshness.record("web", NOW + 5, NOW - 251, NOW, RecordSpan.NONE);

        assertThat(prometheus.scrape().lines())
                .contains(
                        "# TYPE logmesh_freshness_seconds histogram",
                        "logmesh_freshness_seconds_bucket{source=\"web\",since=\"ingest\",le=\"0.1\",} 0.0",
                        "logmesh_freshness_seconds_bucket{source=\"web\",since=\"ingest\",le=\"0.25\",} 1.0",
                        "logmesh_freshness_seconds_bucket{source=\"web\",since=\"ingest\",le=\"0.5\",} 2.0",
                        "logmesh_freshness_seconds_bucket{source=\"web\",since=\"event\",le=\"0.1\",} 1.0",
                        "logmesh_freshness_seconds_bucket{source=\"web\",since=\"event\",le=\"60.0\",} 1.0",
                        "logmesh_freshness_seconds_bucket{source=\"web\",since=\"event\",le=\"+Inf\",} 2.0",
                        "logmesh_freshness_seconds_count{source=\"web\",since=\"event\",} 2.0",
                        "logmesh_freshness_seconds_sum{source=\"web\",since=\"ingest\",} 0.501");
    }

    @Test
    void aTracedRecordIsAnExemplar() {
        var spans = InMemorySpanExporter.create();
        try (var tracing = Tracing.of("test", SimpleSpanProcessor.create(spans), 1)) {
            var span = tracing.begin("route", new RecordHeaders());
            freshness.record("web", NOW, NOW - 300, NOW, span);

            assertThat(prometheus
                            .scrape(TextFormat.CONTENT_TYPE_OPENMETRICS_100)
                            .lines())
                    .anyMatch(line -> line.contains("le=\"0.5\"")
                            && line.contains("# {trace_id=\"" + span.traceId() + "\"} 0.3"));
        }
    }
}
