package io.logmesh.enricher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
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

    /**
     * How much heap, in bytes, the events of all partitions may take that still wait for lines; beyond it go on the oldest of
     * the partition that a line comes from, as they are.
     */
    @WithDefault("67108864")
    long joinBudget();

    /** How much heap, in bytes, the catalog of owners may take; entries beyond it are left out. */
    @WithDefault("67108864")
    long catalogBudget();

    /** How long records wait, at most and only at the start, until the catalog of owners is read. */
    @WithDefault("10s")
    Duration catalogWait();

    /**
     * The key of the hashes that sources with {@code redact: {by: hash}} ask for; from a Secret. Absent = the service does not
     * start with such sources, and refuses changed rules that have one.
     */
    Optional<String> redactionKey();

    /** Replicas of the topics that are made here; absent = as many as the cluster gives by default. */
    Optional<Short> replicationFactor();
}
