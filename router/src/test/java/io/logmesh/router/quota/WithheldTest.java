package io.logmesh.router.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WithheldTest {

    private static final long TIME = 1_767_225_600_000L;
    private static final Source SOURCE = source();

    private final Withheld withheld = new Withheld();

    @Test
    void tellsOfAllWindowsWhenTheSourceMovesOn() {
        withheld.turnedOver(SOURCE, TIME);
        note("a", TIME, 10);
        note("b", TIME + 5, 20);
        note("late", TIME - 10_000, 1);
        assertThat(withheld.turnedOver(SOURCE, TIME - 10_000))
                .as("not for a late one")
                .isEmpty();

        var markers = withheld.turnedOver(SOURCE, TIME + 10_000);

        assertThat(markers).extracting(Marker::id).containsExactly("late-marker", "a-marker");
        assertThat(text(markers.getLast()))
                .contains("\"records\":2,\"bytes\":30,\"archived\":2,\"sampled\":0,\"parked\":0");
        assertThat(markers.getLast().ingestTs()).isEqualTo(TIME + 5);
        assertThat(withheld.turnedOver(SOURCE, TIME + 20_000)).as("once").isEmpty();
    }

    @Test
    void tellsAfterAWhileAnyway() {
        note("a", TIME, 10);

        assertThat(withheld.overdue(1_000 + Withheld.LATEST_MILLIS - 1)).isEmpty();
        assertThat(withheld.overdue(1_000 + Withheld.LATEST_MILLIS)).hasSize(1);
        assertThat(withheld.overdue(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void keepsNoMoreThanSoManyWindowsOpen() {
        for (int i = 0; i < Window.MOST; i++) {
            assertThat(withheld.note(SOURCE, Verdict.ARCHIVED, "id" + i, TIME + i * 10_000L, 1, 0))
                    .isEmpty();
        }

        assertThat(withheld.note(SOURCE, Verdict.ARCHIVED, "id", TIME - 10_000, 1, 0))
                .hasSize(Window.MOST + 1);
    }

    private void note(String id, long ingestTs, int bytes) {
        assertThat(withheld.note(SOURCE, Verdict.ARCHIVED, id, ingestTs, bytes, 1_000))
                .isEmpty();
    }

    private static String text(Marker marker) {
        return new String(marker.value(), StandardCharsets.UTF_8);
    }

    private static Source source() {
        try {
            return Sources.parse("f", "sources: {a: {match: 'true', quota: {rate: 1B/s, over: archive-only}}}")
                    .named("a")
                    .orElseThrow();
        } catch (InvalidSourcesException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
