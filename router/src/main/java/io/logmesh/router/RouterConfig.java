package io.logmesh.router;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What can be set for the router, besides {@code logmesh.sources-file} and any Kafka client setting. */
@ConfigMapping(prefix = "logmesh.router")
public interface RouterConfig {

    /** The topics that collectors write to. Those that are missing are made. */
    @WithDefault("logs.raw")
    List<String> rawTopics();

    /** Partitions of a raw topic that is made here. */
    @WithDefault("6")
    int rawPartitions();

    /**
     * Partitions of {@code logs.routed}, where it is made here. The enricher keeps state for each, so the number can't be
     * changed later.
     */
    @WithDefault("12")
    int routedPartitions();

    /** Replicas of the topics that are made here; absent = as many as the cluster gives by default. */
    Optional<Short> replicationFactor();
}
