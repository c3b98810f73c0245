package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnricherConfigTest {

    @Test
    void hasDefaultsForEverything() {
        var config = config(Map.of());

        assertThat(config.partitions()).isEqualTo(6);
        assertThat(config.routedPartitions()).isEqualTo(12);
        assertThat(config.replicationFactor()).isEmpty();
        assertThat(config.lane()).isEmpty();
        assertThat(config.redactionKey()).isEmpty();
        assertThat(config.joinBudget()).isEqualTo(64 * 1024 * 1024);
    }

    @Test
    void isSetByTheseNames() {
        var config = config(Map.of(
                "logmesh.enricher.partitions", "3",
                "logmesh.enricher.routed-partitions", "24",
                "logmesh.enricher.replication-factor", "3",
                "logmesh.enricher.lane", "payments",
                "logmesh.enricher.redaction-key", "secret",
                "logmesh.enricher.join-budget", "1000"));

        assertThat(config.partitions()).isEqualTo(3);
        assertThat(config.routedPartitions()).isEqualTo(24);
        assertThat(config.replicationFactor()).contains((short) 3);
        assertThat(config.lane()).contains("payments");
        assertThat(config.redactionKey()).contains("secret");
        assertThat(config.joinBudget()).isEqualTo(1000);
    }

    static EnricherConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(EnricherConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(EnricherConfig.class);
    }
}
