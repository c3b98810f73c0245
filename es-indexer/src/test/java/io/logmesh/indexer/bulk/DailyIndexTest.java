package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DailyIndexTest {

    private final DailyIndex index = new DailyIndex();

    @Test
    void changesAtMidnightInUtc() {
        assertThat(index.of("web", millis("2026-11-22T23:59:59.999Z"))).isEqualTo("logs-web-2026.11.22");
        assertThat(index.of("web", millis("2026-11-23T00:00:00Z"))).isEqualTo("logs-web-2026.11.23");
        assertThat(index.of("web", millis("2026-11-22T12:00:00Z"))).isEqualTo("logs-web-2026.11.22");
    }

    @Test
    void keepsSourcesApart() {
        assertThat(index.of("web", millis("2026-01-02T00:00:00Z"))).isEqualTo("logs-web-2026.01.02");
        assertThat(index.of("web-2", millis("2026-01-02T00:00:00Z"))).isEqualTo("logs-web-2-2026.01.02");
    }

    @Test
    void coversThisCenturyOnly() {
        assertThat(DailyIndex.covers(millis("1999-12-31T23:59:59.999Z"))).isFalse();
        assertThat(DailyIndex.covers(millis("2000-01-01T00:00:00Z"))).isTrue();
        assertThat(DailyIndex.covers(millis("2099-12-31T23:59:59.999Z"))).isTrue();
        assertThat(DailyIndex.covers(millis("2100-01-01T00:00:00Z"))).isFalse();
        assertThat(DailyIndex.covers(-1)).isFalse();
        assertThat(DailyIndex.covers(Long.MAX_VALUE)).isFalse();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
