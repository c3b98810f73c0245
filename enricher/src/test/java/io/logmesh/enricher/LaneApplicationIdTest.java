package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaneApplicationIdTest {

    @Test
    void givesALaneAConsumerGroupOfItsOwn() {
        assertThat(applicationId(Map.of("logmesh.enricher.lane", "slow"))).isEqualTo("logmesh-enricher-slow");
    }

    @Test
    void leavesTheCommonLaneAsItIs() {
        assertThat(applicationId(Map.of())).isEqualTo("logmesh-enricher");
    }

    private static String applicationId(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue("quarkus.kafka-streams.application-id", "logmesh-enricher")
                .withDefaultValues(settings)
                .withSources(new LaneApplicationId())
                .build()
                .getValue("quarkus.kafka-streams.application-id", String.class);
    }
}
