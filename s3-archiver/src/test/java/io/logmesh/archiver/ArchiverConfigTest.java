package io.logmesh.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins every name and default: operators' files depend on them. */
class ArchiverConfigTest {

    private static ArchiverConfig config(Map<String, String> settings) {
        var builder = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ArchiverConfig.class)
                .withDefaultValues(settings);
        return builder.build().getConfigMapping(ArchiverConfig.class);
    }

    @Test
    void hasTheseDefaults() {
        var config = config(Map.of("logmesh.archiver.bucket", "b"));
        assertThat(config.bucket()).isEqualTo("b");
        assertThat(config.endpoint()).isEmpty();
        assertThat(config.region()).isEmpty();
        assertThat(config.pathStyle()).isFalse();
        assertThat(config.prefix()).isEqualTo("logs");
        assertThat(config.memory()).isEqualTo(new ByteSize(64 << 20));
        assertThat(config.level()).isEmpty();
        assertThat(config.format()).isEqualTo("json.gz");
        assertThat(config.layout()).isEqualTo("{source}/dt={dt}/hour={hour}");
        assertThat(config.spool().size()).isEqualTo(new ByteSize(1 << 30));
        assertThat(config.rotate().aligned()).isFalse();
        assertThat(config.rotate().hourly()).isFalse();
        assertThat(config.rotate().records()).isEmpty();
        assertThat(config.keep().tags()).isEmpty();
        assertThat(config.timeout().connect()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.timeout().attempt()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.seal().every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.seal().lateness()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.seal().lookBack()).isEqualTo(Duration.ofDays(7));
        assertThat(config.rotate().size()).isEqualTo(new ByteSize(64 << 20));
        assertThat(config.rotate().every()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void hasTheseNames() {
        var config = config(Map.of(
                "logmesh.archiver.bucket", "b",
                "logmesh.archiver.endpoint", "http://localhost:9000",
                "logmesh.archiver.region", "eu-central-1",
                "logmesh.archiver.path-style", "true",
                "logmesh.archiver.prefix", "x/y",
                "logmesh.archiver.memory", "1GiB",
                "logmesh.archiver.level", "1",
                "logmesh.archiver.rotate.size", "128MiB",
                "logmesh.archiver.rotate.every", "30s"));
        assertThat(config.endpoint()).contains(URI.create("http://localhost:9000"));
        assertThat(config.region()).contains("eu-central-1");
        assertThat(config.pathStyle()).isTrue();
        assertThat(config.prefix()).isEqualTo("x/y");
        assertThat(config.memory()).isEqualTo(new ByteSize(1 << 30));
        assertThat(config.level()).contains(1);
        assertThat(config.rotate().size()).isEqualTo(new ByteSize(128 << 20));
        assertThat(config.rotate().every()).isEqualTo(Duration.ofSeconds(30));
    }
}
