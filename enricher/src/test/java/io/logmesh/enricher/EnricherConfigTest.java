package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
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
        assertThat(config.catalogBudget()).isEqualTo(64 * 1024 * 1024);
        assertThat(config.catalogWait()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isSetByTheseNames() {
        var config = config(Map.of(
                "logmesh.enricher.partitions", "3",
                "logmesh.enricher.routed-partitions", "24",
                "logmesh.enricher.replication-factor", "3",
                "logmesh.enricher.lane", "payments",
                "logmesh.enricher.redaction-key", "secret",
                "logmesh.enricher.join-budget", "1000",
                "logmesh.enricher.catalog-budget", "2000",
                "logmesh.enricher.catalog-wait", "3s"));

        assertThat(config.partitions()).isEqualTo(3);
        assertThat(config.routedPartitions()).isEqualTo(24);
        assertThat(config.replicationFactor()).contains((short) 3);
        assertThat(config.lane()).contains("payments");
        assertThat(config.redactionKey()).contains("secret");
        assertThat(config.joinBudget()).isEqualTo(1000);
        assertThat(config.catalogBudget()).isEqualTo(2000);
        assertThat(config.catalogWait()).isEqualTo(Duration.ofSeconds(3));
    }

    static EnricherConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(EnricherConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(EnricherConfig.class);
    }
}
