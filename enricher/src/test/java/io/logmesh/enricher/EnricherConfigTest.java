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
    }

    @Test
    void isSetByTheseNames() {
        var config = config(Map.of(
                "logmesh.enricher.partitions", "3",
                "logmesh.enricher.routed-partitions", "24",
                "logmesh.enricher.replication-factor", "3"));

        assertThat(config.partitions()).isEqualTo(3);
        assertThat(config.routedPartitions()).isEqualTo(24);
        assertThat(config.replicationFactor()).contains((short) 3);
    }

    static EnricherConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(EnricherConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(EnricherConfig.class);
    }
}
