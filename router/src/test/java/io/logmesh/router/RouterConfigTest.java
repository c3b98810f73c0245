package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.sources.Sources;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class RouterConfigTest {

    @Test
    void hasDefaultsForEverything() {
        var config = config(Map.of());

        assertThat(config.rawTopics()).containsExactly("logs.raw");
        assertThat(config.rawPattern()).isEmpty();
        assertThat(config.rawPartitions()).isEqualTo(6);
        assertThat(config.routedPartitions()).isEqualTo(12);
        assertThat(config.replicationFactor()).isEmpty();
    }

    @Test
    void isSetByTheseNames() {
        var config = config(Map.of(
                "logmesh.router.raw-topics", "logs.raw,k8s-logs",
                "logmesh.router.raw-pattern", ".*-logs",
                "logmesh.router.raw-partitions", "3",
                "logmesh.router.routed-partitions", "24",
                "logmesh.router.replication-factor", "3"));

        assertThat(config.rawTopics()).containsExactly("logs.raw", "k8s-logs");
        assertThat(config.rawPattern()).contains(".*-logs");
        assertThat(config.rawPartitions()).isEqualTo(3);
        assertThat(config.routedPartitions()).isEqualTo(24);
        assertThat(config.replicationFactor()).contains((short) 3);
    }

    @Test
    void makesTheTopicsThatItNames() {
        var config = config(Map.of("logmesh.router.raw-topics", "a,b"));
        var topics = new Wiring().topics(config).indispensable(Sources.none());

        assertThat(topics).extracting(NewTopic::name).containsExactly("a", "b", "logs.routed", "logs.dead.router");
        assertThat(topics).extracting(NewTopic::numPartitions).containsExactly(6, 6, 12, 1);
    }

    private static RouterConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(RouterConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(RouterConfig.class);
    }
}
