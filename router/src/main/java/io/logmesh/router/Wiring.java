package io.logmesh.router;

import io.logmesh.contract.TopicCare;
import io.logmesh.contract.TopicCluster;
import io.logmesh.contract.TopicMaker;
import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import io.logmesh.router.quota.PartitionShare;
import io.logmesh.router.quota.Quotas;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.Topology;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Puts the parts together. */
final class Wiring {

    /**
     * How long the cluster may take to tell of a topic, or to make it. A record may wait twice, for a topic that is
     * believed to be there and for a new one, and that together is below the transaction timeout of 10 s: a cluster
     * without an answer costs no more than one repetition.
     */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final int FIRST = 1;

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /**
     * Asks for the rules and the raw topics before anything asks for a Kafka client, so that nothing is started with
     * broken ones.
     */
    void refuseBrokenRules(
            @Observes @Priority(FIRST) StartupEvent event, LiveSources rules, MeshTopics topics, RouterMeters meters) {
        var names = rules.get().sources().all().stream().map(Source::name).collect(Collectors.joining(", "));
        LOG.infof("The rules %s are in force, with the sources %s", rules.get().hash(), names);
        topics.raw().pattern().ifPresent(pattern -> LOG.infof("Read are the topics that match %s", pattern));
        meters.watch(rules);
        rules.watch(LOOK_EVERY);
    }

    @Produces
    @Singleton
    LiveSources rules(
            @ConfigProperty(name = "logmesh.sources-file") Optional<Path> file,
            Destinations destinations,
            Quotas quotas,
            RouterMeters meters) {
        try {
            return file.isPresent()
                    ? LiveSources.open(file.get(), new SourcesWatch(destinations, quotas, meters))
                    : LiveSources.fixed(Sources.none());
        } catch (InvalidSourcesException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    void close(@Disposes LiveSources rules) {
        rules.close();
    }

    @Produces
    @Singleton
    MeshTopics topics(RouterConfig config) {
        return new MeshTopics(
                RawTopics.of(config.rawTopics(), config.rawPattern()),
                config.rawPartitions(),
                config.routedPartitions(),
                new TopicRequest(config.replicationFactor()));
    }

    @Produces
    @Singleton
    Destinations destinations(MeshTopics topics, TopicCluster cluster, RouterMeters meters) {
        return new Destinations(topics, new TopicCare(cluster, new TopicReports(meters), System::nanoTime));
    }

    @Produces
    @Singleton
    Quotas quotas() {
        return new Quotas(new PartitionShare());
    }

    @Produces
    @Singleton
    RouterMeters meters(MeterRegistry registry) {
        return new RouterMeters(registry);
    }

    @Produces
    @Singleton
    Topology topology(
            MeshTopics topics, LiveSources rules, Destinations destinations, Quotas quotas, RouterMeters meters) {
        return RouterTopology.build(topics.raw(), rules, destinations, quotas, meters);
    }

    @Produces
    @Singleton
    Admin admin(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        var settings = kafka.entrySet().stream()
                .filter(setting -> AdminClientConfig.configNames().contains(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        int timeout = (int) ANSWER_WITHIN.toMillis();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        return Admin.create(settings);
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ofSeconds(1));
    }

    @Produces
    @Singleton
    TopicCluster cluster(Admin admin) {
        return new TopicMaker(admin, ANSWER_WITHIN);
    }

    @Produces
    @Singleton
    RawPartitions rawPartitions(Admin admin, MeshTopics topics) {
        return new RawPartitions(admin, topics.raw());
    }
}
