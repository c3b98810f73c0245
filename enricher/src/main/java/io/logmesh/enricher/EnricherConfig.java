package io.logmesh.enricher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What can be set for the enricher, besides {@code logmesh.sources-file} and any Kafka client setting. */
@ConfigMapping(prefix = "logmesh.enricher")
public interface EnricherConfig {

    /** Partitions of the enriched topic of a source that asks for no number of its own in {@code logmesh.yaml}. */
    @WithDefault("6")
    int partitions();

    /** Partitions of {@code logs.routed}, if this service is the first to need it and makes it. */
    @WithDefault("12")
    int routedPartitions();

    /**
     * The lane of {@code logmesh.yaml} whose records this instance takes, as application {@code logmesh-enricher-<lane>};
     * absent = those that take no lane.
     */
    Optional<String> lane();

    /** Replicas of the topics that are made here; absent = as many as the cluster gives by default. */
    Optional<Short> replicationFactor();
}
