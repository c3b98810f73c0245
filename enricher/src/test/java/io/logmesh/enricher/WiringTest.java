package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.sources.LiveSources;
import io.logmesh.contract.sources.Sources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTest {

    @TempDir
    Path folder;

    @Test
    void takesPartitionsFromTheSourcesAndElseFromItsConfiguration() throws IOException {
        var rules = rules("sources: {payments: {match: 'true', partitions: 12}, other: {match: 'true'}}");
        var topics = new Wiring().topics(EnricherConfigTest.config(Map.of("logmesh.enricher.partitions", "3")), rules);

        assertThat(topics.enriched("payments").numPartitions()).isEqualTo(12);
        assertThat(topics.enriched("other").numPartitions()).isEqualTo(3);
        assertThat(topics.enriched("unknown").numPartitions()).isEqualTo(3);
    }

    @Test
    void refusesABrokenFileAndSaysWhereItIsBroken() throws IOException {
        assertThatThrownBy(() -> rules("sources:\n  Payments:\n    match: 'true'\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("logmesh.yaml", "Payments");
    }

    @Test
    void refusesTopicsWithoutPartitions() {
        var config = EnricherConfigTest.config(Map.of("logmesh.enricher.routed-partitions", "0"));

        assertThatThrownBy(() -> new Wiring().topics(config, LiveSources.none()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("logmesh.enricher.routed-partitions: 0 is less than 1");
    }

    @Test
    void readsTheTopicOfItsLane() throws IOException {
        var lane = EnricherConfigTest.config(Map.of("logmesh.enricher.lane", "slow"));
        var noLane = EnricherConfigTest.config(Map.of("logmesh.enricher.lane", "S/low"));

        assertThat(new Wiring().topics(lane, rules("{}")).input()).isEqualTo("logs.routed.slow");
        assertThatThrownBy(() -> new Wiring().topics(noLane, rules("{}")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'S/low' can't name a lane");
    }

    @Test
    void refusesHashesWithoutAKey() throws IOException {
        var hashing = rules("sources: {app: {match: 'true', redact: {find: email, by: hash}}}");
        var without = EnricherConfigTest.config(Map.of());
        var with = EnricherConfigTest.config(Map.of("logmesh.enricher.redaction-key", "secret"));

        assertThatThrownBy(() -> new Wiring().requireAKeyForHashes(null, without, hashing))
                .hasMessageContainingAll("app", "redaction-key");
        new Wiring().requireAKeyForHashes(null, with, hashing);
        new Wiring().requireAKeyForHashes(null, without, LiveSources.none());
    }

    @Test
    void refusesChangedRulesWithHashesWithoutAKey() throws Exception {
        var hashing = LiveSources.Rules.of(
                Sources.parse("f", "sources: {app: {match: 'true', redact: {find: email, by: hash}}}"));
        var meters = new EnricherMeters(new SimpleMeterRegistry());

        assertThatThrownBy(() -> new SourcesWatch(meters, false).prepare(hashing))
                .hasMessageContainingAll("app", "redaction-key");
        new SourcesWatch(meters, true).prepare(hashing);
    }

    private LiveSources rules(String yaml) throws IOException {
        var file = Optional.of(Files.writeString(folder.resolve("logmesh.yaml"), yaml));
        return new Wiring()
                .rules(file, EnricherConfigTest.config(Map.of()), new EnricherMeters(new SimpleMeterRegistry()));
    }
}
