package io.logmesh.enricher;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Gives the enricher of a lane an application id, and so a consumer group, of its own. */
public final class LaneApplicationId implements ConfigSourceFactory {

    /** Stronger than application.properties, weaker than the environment. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var lane = context.getValue("logmesh.enricher.lane").getValue();
        return lane == null || lane.isBlank()
                ? List.of()
                : List.of(new PropertiesConfigSource(
                        Map.of("quarkus.kafka-streams.application-id", "logmesh-enricher-" + lane), "lane", ORDINAL));
    }
}
