package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RawTopicsTest {

    private static final List<String> NONE = List.of();

    @Test
    void readsWhatIsNamedAndWhatMatches() {
        var raw = RawTopics.of(List.of("logs.raw", "a+b"), Optional.of("k8s-.*|app-logs"));

        assertThat(List.of("logs.raw", "a+b", "k8s-logs", "app-logs")).allMatch(raw::matches);
        assertThat(List.of("logsXraw", "aab", "x-k8s-logs", "app-logs-2")).noneMatch(raw::matches);
    }

    @Test
    void readsNamedTopicsOnlyWithoutAPattern() {
        var raw = RawTopics.of(List.of("logs.raw"), Optional.empty());

        assertThat(raw.matches("logs.raw")).isTrue();
        assertThat(raw.matches("logsXraw")).isFalse();
    }

    @Test
    void neverReadsWhatTheMeshWrites() {
        var raw = RawTopics.of(NONE, Optional.of(".*"));

        assertThat(List.of(
                        "logs.routed",
                        "logs.routed.slow",
                        "logs.enriched.a",
                        "logs.dead.router",
                        "logs.parked.a",
                        "logmesh-enricher-pending-changelog",
                        "__consumer_offsets"))
                .noneMatch(raw::matches);
        assertThat(raw.matches("anything-else")).isTrue();
    }

    @Test
    void refusesALoop() {
        assertThatThrownBy(() -> RawTopics.of(List.of("logs.raw", "logs.routed"), Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("logmesh.router.raw-topics: the mesh itself writes to logs.routed, so records would go"
                        + " round in circles");
    }

    @Test
    void refusesWhatIsNoPattern() {
        assertThatThrownBy(() -> RawTopics.of(NONE, Optional.of("(")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("logmesh.router.raw-pattern");
    }

    @Test
    void routesTheRecordsOfEachTopicThatMatches() {
        var raw = RawTopics.of(List.of("logs.raw"), Optional.of("k8s-.*"));
        try (var router = new TestRouter(TestRouter.sources("sources: {k: {match: topic == 'k8s-a'}}"), raw)) {
            router.input("k8s-a").pipeInput(null, TestRouter.bytes("x"), Instant.EPOCH);
            router.input("logs.raw").pipeInput(null, TestRouter.bytes("x"), Instant.EPOCH);

            assertThat(router.readAll()).extracting(TestRouter.Written::source).containsExactly("k", "k8s-logs");
        }
    }
}
