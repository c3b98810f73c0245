package io.logmesh.enricher;

import io.logmesh.contract.TopicMaker;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.Topology;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the parts together. */
final class Wiring {

    /** Below the transaction timeout, so that a cluster without an answer costs no more than one repetition. */
    private static final int ADMIN_TIMEOUT_MS = 8_000;

    @Produces
    @Singleton
    MeshTopics topics(
            EnricherConfig config, @ConfigProperty(name = "logmesh.sources-file") Optional<Path> sourcesFile) {
        int others = atLeastOne(config.partitions(), "partitions");
        var partitions = partitionsBySource(sourcesFile.map(Wiring::load).orElseGet(Sources::none));
        return new MeshTopics(
                source -> partitions.getOrDefault(source, others),
                atLeastOne(config.routedPartitions(), "routed-partitions"),
                config.replicationFactor());
    }

    @Produces
    @Singleton
    Admin admin(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        var settings = kafka.entrySet().stream()
                .filter(setting -> AdminClientConfig.configNames().contains(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
        return Admin.create(settings);
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ofSeconds(1));
    }

    @Produces
    @Singleton
    TopicCreation creation(Admin admin) {
        return new TopicMaker(admin)::ensure;
    }

    @Produces
    @Singleton
    EnricherMeters meters(MeterRegistry registry) {
        return new EnricherMeters(registry);
    }

    @Produces
    @Singleton
    Topology topology(MeshTopics topics, TopicCreation creation, EnricherMeters meters) {
        return EnricherTopology.build(new EnrichedTopics(topics, creation, meters, System::nanoTime), meters);
    }

    private static int atLeastOne(int value, String setting) {
        if (value < 1) {
            throw new ConfigurationException("logmesh.enricher." + setting + ": " + value + " is less than 1");
        }
        return value;
    }

    private static Map<String, Integer> partitionsBySource(Sources sources) {
        var partitions = new HashMap<String, Integer>();
        sources.all().forEach(source ->
                sources.topicOf(source).partitions().ifPresent(count -> partitions.put(source.name(), count)));
        return partitions;
    }

    private static Sources load(Path file) {
        try {
            return Sources.load(file);
        } catch (InvalidSourcesException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }
}
