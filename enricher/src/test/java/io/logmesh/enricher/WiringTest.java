package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        var topics = new Wiring()
                .topics(
                        EnricherConfigTest.config(Map.of("logmesh.enricher.partitions", "3")),
                        file("sources: {payments: {match: 'true', partitions: 12}, other: {match: 'true'}}"));

        assertThat(topics.enriched("payments").numPartitions()).isEqualTo(12);
        assertThat(topics.enriched("other").numPartitions()).isEqualTo(3);
        assertThat(topics.enriched("unknown").numPartitions()).isEqualTo(3);
    }

    @Test
    void refusesABrokenFileAndSaysWhereItIsBroken() throws IOException {
        var broken = file("sources:\n  Payments:\n    match: 'true'\n");
        var config = EnricherConfigTest.config(Map.of());

        assertThatThrownBy(() -> new Wiring().topics(config, broken))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("logmesh.yaml", "Payments");
    }

    @Test
    void refusesTopicsWithoutPartitions() {
        var config = EnricherConfigTest.config(Map.of("logmesh.enricher.routed-partitions", "0"));

        assertThatThrownBy(() -> new Wiring().topics(config, Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("logmesh.enricher.routed-partitions: 0 is less than 1");
    }

    private Optional<Path> file(String yaml) throws IOException {
        return Optional.of(Files.writeString(folder.resolve("logmesh.yaml"), yaml));
    }
}
