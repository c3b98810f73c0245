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

    /**
     * Further topics to read: all that match this regular expression as a whole, those included that are made later. The
     * mesh's own topics never match. Java's syntax, since Kafka's clients take no other.
     */
    Optional<String> rawPattern();

    /** Partitions of a raw topic that is made here. */
    @WithDefault("6")
    int rawPartitions();

    /**
     * Partitions of {@code logs.routed} and of the lanes, where they are made here and {@code logmesh.yaml} names no number.
     * The enricher keeps state for each, so the number can't be changed later.
     */
    @WithDefault("12")
    int routedPartitions();

    /** Replicas of the topics that are made here; absent = as many as the cluster gives by default. */
    Optional<Short> replicationFactor();
}
