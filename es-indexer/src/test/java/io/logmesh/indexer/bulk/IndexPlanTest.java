package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndexPlanTest {

    private static final String YAML = """
            sources:
              audit: {match: 'true', index: {retention: 30d, shards: 3}}
              debug: {match: 'true', index: {retention: 1d}}
            """;

    @Test
    void takesWhatTheSourceSaysAndElseWhatTheIndexerIsConfiguredWith() throws InvalidSourcesException {
        var plan = plan(Optional.of(Duration.ofDays(7)));

        assertThat(plan.retentionOf("audit")).contains(Duration.ofDays(30));
        assertThat(plan.retentionOf("debug")).contains(Duration.ofDays(1));
        assertThat(plan.retentionOf("other")).contains(Duration.ofDays(7));
        assertThat(plan.shardsOf("audit")).isEqualTo(3);
        assertThat(plan.shardsOf("debug")).isEqualTo(2);
    }

    @Test
    void keepsAnIndexForItsTimeBehindTheEndOfItsDay() throws InvalidSourcesException {
        var plan = plan(Optional.of(Duration.ofDays(7)));

        assertThat(plan.isExpired("logs-web-2026.11.01", Instant.parse("2026-11-08T23:59:59Z")))
                .isFalse();
        assertThat(plan.isExpired("logs-web-2026.11.01", Instant.parse("2026-11-09T00:00:00Z")))
                .isTrue();
        assertThat(plan.isExpired("logs-_shared-2026.11.01", Instant.parse("2026-11-09T00:00:00Z")))
                .isTrue();
        assertThat(plan.isExpired("logs-audit-2026.11.01", Instant.parse("2026-11-09T00:00:00Z")))
                .isFalse();
        assertThat(plan.isExpired("logs-debug-2026.11.01", Instant.parse("2026-11-03T00:00:00Z")))
                .isTrue();
    }

    @Test
    void keepsForEverWhatNobodyLimitsAndWhatIsNotOurs() throws InvalidSourcesException {
        var late = Instant.parse("2099-01-01T00:00:00Z");

        assertThat(plan(Optional.empty()).isExpired("logs-web-2026.11.01", late))
                .isFalse();
        assertThat(plan(Optional.of(Duration.ofDays(1))).isExpired("web-2026.11.01", late))
                .isFalse();
        assertThat(plan(Optional.of(Duration.ofDays(1))).isExpired("logs-web-logmesh", late))
                .isFalse();
    }

    private static IndexPlan plan(Optional<Duration> retention) throws InvalidSourcesException {
        return new IndexPlan(2, 1, retention, true, Optional.empty(), Map.of())
                .with(Sources.parse("logmesh.yaml", YAML));
    }
}
