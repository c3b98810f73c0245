package io.logmesh.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final List<String> OWN = List.of(
            "logs.routed",
            "logs.routed.payments",
            "logs.enriched.payments",
            "logs.dead.router",
            "logs.parked.payments",
            "logs.catalog",
            "logmesh.rules",
            "logmesh-enricher-joins-changelog",
            "__consumer_offsets");

    @Test
    void tellsTheMeshsTopicsFromTheUsers() {
        assertThat(OWN).allMatch(Topics::isOwn);
        assertThat(List.of("logs.raw", "k8s-logs", "logs.routedness", "logmesh-raw", "logs.rout"))
                .noneMatch(Topics::isOwn);
    }

    @Test
    void neverTakesTheMeshsTopicsForAUsersPattern() {
        for (var pattern : List.of(".*", "logs\\..*", "logs\\.raw|logs\\.routed|x", "logs.routed.*")) {
            assertThat(OWN).as(pattern).noneMatch(Topics.foreign(pattern).asMatchPredicate());
        }
        assertThat(List.of("logs.raw", "logs.raw.2", "x-logs"))
                .allMatch(Topics.foreign(".*logs.*").asMatchPredicate());
    }

    @Test
    void namesLanes() {
        assertThat(Topics.routed("slow")).isEqualTo("logs.routed.slow").matches(Topics.LANES);
        assertThat(Topics.laneOf("logs.routed.slow")).isEqualTo("slow");
    }

    @Test
    void keepsAboutTheShareOfASample() {
        long kept = java.util.stream.IntStream.range(0, 100_000)
                .filter(offset -> IdSample.keeps(RecordId.of(1_767_225_600_000L, "logs.raw", 3, offset), 0.1))
                .count();

        assertThat(kept).isBetween(9_500L, 10_500L);
        assertThat(IdSample.keeps("a", 0)).isFalse();
        assertThat(IdSample.keeps("a", 1)).isTrue();
    }

    @Test
    void knowsAMarkerByItsId() {
        var first = RecordId.of(1_767_225_600_000L, "logs.raw", 3, 7);

        assertThat(RecordId.isMarker(RecordId.marker(first))).isTrue();
        assertThat(RecordId.isMarker(first)).isFalse();
        assertThat(RecordId.isMarker(RecordId.part(first, 2))).isFalse();
    }
}
