package io.logmesh.router;

import io.logmesh.contract.TopicMaker;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
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

    private static final int FIRST = 1;

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /** Asks for the rules before anything asks for a Kafka client, so that nothing is started with broken ones. */
    void refuseBrokenRules(@Observes @Priority(FIRST) StartupEvent event, Sources sources) {
        var names = sources.all().stream().map(Source::name).collect(Collectors.joining(", "));
        LOG.infof("The rules %s are in force, with the sources %s", sources.hash(), names);
    }

    @Produces
    @Singleton
    Sources sources(@ConfigProperty(name = "logmesh.sources-file") Optional<Path> file) {
        return file.map(Wiring::load).orElseGet(Sources::none);
    }

    @Produces
    @Singleton
    MeshTopics topics(RouterConfig config) {
        return new MeshTopics(
                config.rawTopics(), config.rawPartitions(), config.routedPartitions(), config.replicationFactor());
    }

    @Produces
    @Singleton
    RouterMeters meters(MeterRegistry registry) {
        return new RouterMeters(registry);
    }

    @Produces
    @Singleton
    Topology topology(MeshTopics topics, Sources sources, RouterMeters meters) {
        return RouterTopology.build(topics.raw(), sources, meters);
    }

    @Produces
    @Singleton
    Admin admin(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return Admin.create(kafka.entrySet().stream()
                .filter(setting -> AdminClientConfig.configNames().contains(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ofSeconds(1));
    }

    @Produces
    @Singleton
    TopicMaker topicMaker(Admin admin) {
        return new TopicMaker(admin);
    }

    private static Sources load(Path file) {
        try {
            return Sources.load(file);
        } catch (InvalidSourcesException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }
}
