package io.logmesh.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.MetricNames;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private static final String PAGE = """
            # HELP logmesh_index_documents_total Documents by outcome.
            # TYPE logmesh_index_documents_total counter
            logmesh_index_documents_total{outcome="created",source="payments"} 1.2E3
            logmesh_index_documents_total{outcome="existed",source="payments"} 5.0
            logmesh_index_documents_total{outcome="created",source="k8s-logs"} 300.0 1763803800000
            logmesh_records_in_total 1505.0
            logmesh_dead_letters_total{reason="a \\"b\\", c=\\"d\\"",} 2
            # TYPE logmesh_freshness_seconds histogram
            logmesh_freshness_seconds_bucket{source="payments",le="0.5"} 10.0
            logmesh_freshness_seconds_bucket{source="payments",le="1.0"} 30.0
            logmesh_freshness_seconds_bucket{source="payments",le="+Inf"} 40.0
            logmesh_freshness_seconds_bucket{source="k8s-logs",le="0.5"} 10.0
            logmesh_freshness_seconds_bucket{source="k8s-logs",le="1.0"} 10.0
            logmesh_freshness_seconds_bucket{source="k8s-logs",le="+Inf"} 10.0
            logmesh_freshness_seconds_count{source="payments"} 40.0
            jvm_gc_overhead NaN

            this is no sample
            logmesh_records_in_total{broken 7
            """;

    private final MetricsPage page = MetricsPage.parse(PAGE);

    @Test
    void sumsACounterOverItsTags() {
        assertThat(page.counter(MetricNames.INDEX_DOCUMENTS)).isEqualTo(1505);
        assertThat(page.counter(MetricNames.RECORDS_IN)).isEqualTo(1505);
        assertThat(page.counter(MetricNames.DEAD_LETTERS)).isEqualTo(2);
    }

    @Test
    void sumsTheSeriesWithATag() {
        assertThat(page.counter(MetricNames.INDEX_DOCUMENTS, Map.of(MetricNames.OUTCOME_TAG, "created")))
                .isEqualTo(1500);
    }

    @Test
    void countsZeroWhereNothingWasCounted() {
        assertThat(page.counter(MetricNames.ARCHIVE_OBJECTS)).isZero();
        assertThat(page.timer(MetricNames.RECORDS_IN, Map.of()).count()).isZero();
    }

    @Test
    void mergesTheHistogramsOfAllSources() {
        var timer = page.timer(MetricNames.FRESHNESS, Map.of());

        assertThat(timer.count()).isEqualTo(50);
        assertThat(timer.buckets()).containsEntry(0.5, 20.0).containsEntry(1.0, 40.0);
    }
}
