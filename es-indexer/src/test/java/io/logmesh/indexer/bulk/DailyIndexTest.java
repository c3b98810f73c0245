package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.SourceName;
import io.logmesh.contract.sources.IndexSettings.Into;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DailyIndexTest {

    private final List<String> asked = new ArrayList<>();
    private final DailyIndex index = new DailyIndex((source, day) -> {
        asked.add(source + ' ' + day);
        return source.equals("large");
    });

    @Test
    void changesAtMidnightInUtc() throws InterruptedException {
        assertThat(index.of("web", Into.OWN, millis("2026-11-22T23:59:59.999Z")))
                .isEqualTo("logs-web-2026.11.22");
        assertThat(index.of("web", Into.OWN, millis("2026-11-23T00:00:00Z"))).isEqualTo("logs-web-2026.11.23");
        assertThat(index.of("web", Into.OWN, millis("2026-11-22T12:00:00Z"))).isEqualTo("logs-web-2026.11.22");
    }

    @Test
    void keepsSourcesApart() throws InterruptedException {
        assertThat(index.of("web", Into.OWN, millis("2026-01-02T00:00:00Z"))).isEqualTo("logs-web-2026.01.02");
        assertThat(index.of("web-2", Into.OWN, millis("2026-01-02T00:00:00Z"))).isEqualTo("logs-web-2-2026.01.02");
    }

    @Test
    void namesTheSharedIndexAsNoSourceCanBeCalled() throws InterruptedException {
        var shared = index.of("web", Into.SHARED, millis("2026-01-02T00:00:00Z"));

        assertThat(shared).isEqualTo("logs-_shared-2026.01.02");
        assertThat(SourceName.isValid(DailyIndex.SHARED)).isFalse();
    }

    @Test
    void asksOnceADayWhereASourceIsToBe() throws InterruptedException {
        var morning = millis("2026-01-02T06:00:00Z");

        assertThat(index.of("large", Into.AUTO, morning)).isEqualTo("logs-large-2026.01.02");
        assertThat(index.of("large", Into.AUTO, morning + 1)).isEqualTo("logs-large-2026.01.02");
        assertThat(index.of("tiny", Into.AUTO, morning)).isEqualTo(index.of("any", Into.SHARED, morning));
        assertThat(index.of("tiny", Into.AUTO, millis("2026-01-03T00:00:00Z")))
                .isEqualTo(index.of("any", Into.SHARED, millis("2026-01-03T00:00:00Z")));
        assertThat(asked).containsExactly("large 2026-01-02", "tiny 2026-01-02", "tiny 2026-01-03");
    }

    @Test
    void hasOneDataStreamForAllTimes() throws InterruptedException {
        assertThat(index.of("web", Into.STREAM, millis("2026-01-02T00:00:00Z"))).isEqualTo("logs-web-logmesh");
    }

    @ParameterizedTest
    @CsvSource({
        "logs-web-2026.01.02, web",
        "logs-web-2-2026.01.02, web-2",
        "logs-web-2026-2026.01.02, web-2026",
        "logs-_shared-2026.01.02, _shared"
    })
    void readsNamesBack(String name, String source) {
        assertThat(DailyIndex.partsOf(name)).contains(new DailyIndex.Parts(source, LocalDate.of(2026, 1, 2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logs-2026.01.02",
                "logs-web-2026.13.02",
                "logs-web-2026.1.2",
                "logs-web-logmesh",
                "logs-Web-2026.01.02",
                "logs-_other-2026.01.02",
                "other-web-2026.01.02",
                "logs-web-2026.01.02-000001"
            })
    void readsNoNamesThatAreNotOurs(String name) {
        assertThat(DailyIndex.partsOf(name)).isEmpty();
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
