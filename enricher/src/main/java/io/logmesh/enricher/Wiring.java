package io.logmesh.enricher;

import io.logmesh.contract.SourceName;
import io.logmesh.contract.TopicCare;
import io.logmesh.contract.TopicCluster;
import io.logmesh.contract.TopicMaker;
import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.Topics;
import io.logmesh.contract.joining.JoinBudget;
import io.logmesh.contract.redaction.Redactor;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.telemetry.Freshness;
import io.logmesh.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.Topology;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the parts together. */
final class Wiring {

    /**
     * How long the cluster may take to tell of a topic, or to make it. A record may wait twice, for the topic of its source and
     * for that of the dead letters, and that together is below the transaction timeout of 10 s: a cluster without an answer
     * costs no more than one repetition.
     */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final int FIRST = 1;

    /** Asks for the rules before anything asks for a Kafka client, so that nothing is started with broken ones. */
    void watch(@Observes @Priority(FIRST) StartupEvent event, LiveSources rules, EnricherMeters meters) {
        meters.watch(rules);
        rules.watch(LOOK_EVERY);
    }

    @Produces
    @Singleton
    LiveSources rules(
            @ConfigProperty(name = "logmesh.sources-file") Optional<Path> file,
            EnricherConfig config,
            EnricherMeters meters) {
        try {
            var watch = new SourcesWatch(meters, config.redactionKey().isPresent());
            return file.isPresent() ? LiveSources.open(file.get(), watch) : LiveSources.none();
        } catch (InvalidSourcesException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    void close(@Disposes LiveSources rules) {
        rules.close();
    }

    @Produces
    @Singleton
    MeshTopics topics(EnricherConfig config, LiveSources rules) {
        return new MeshTopics(
                config.lane().map(Wiring::topicOfLane).orElse(Topics.ROUTED),
                () -> rules.get().sources(),
                atLeastOne(config.partitions(), "partitions"),
                atLeastOne(config.routedPartitions(), "routed-partitions"),
                new TopicRequest(config.replicationFactor()));
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
        try {
            return Admin.create(settings);
        } catch (KafkaException e) { // such as of a host that no name server knows
            throw new ConfigurationException("Kafka at %s (KAFKA_BOOTSTRAP_SERVERS): %s"
                    .formatted(
                            settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
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
    TopicCare care(TopicCluster cluster, EnricherMeters meters) {
        return new TopicCare(cluster, new TopicReports(meters), System::nanoTime);
    }

    @Produces
    @Singleton
    Tracing tracing(@ConfigProperty(name = "logmesh.tracing.endpoint") Optional<String> endpoint) {
        return Tracing.to("enricher", endpoint, 0);
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }

    @Produces
    @Singleton
    EnricherMeters meters(MeterRegistry registry, Freshness freshness, Tracing tracing) {
        return new EnricherMeters(registry, freshness, tracing);
    }

    @Produces
    @Singleton
    @SuppressWarnings("deprecation") // it is the one that Quarkus brings
    Freshness freshness(PrometheusMeterRegistry registry) {
        return new Freshness(registry);
    }

    @Produces
    @Singleton
    JoinBudget joinBudget(EnricherConfig config, EnricherMeters meters) {
        var budget = new JoinBudget(config.joinBudget());
        meters.watch(budget);
        return budget;
    }

    @Produces
    @Singleton
    Topology topology(
            MeshTopics topics,
            TopicCare care,
            LiveSources rules,
            JoinBudget budget,
            CatalogFollower catalog,
            EnricherConfig config,
            EnricherMeters meters) {
        return EnricherTopology.build(
                topics.input(),
                new EnrichedTopics(topics, care),
                new Treatments(() -> rules.get().sources()),
                budget,
                redactors(config, meters),
                catalog,
                meters);
    }

    /** One for each thread, since they keep buffers. */
    private static ThreadLocal<Redactor> redactors(EnricherConfig config, EnricherMeters meters) {
        byte[] key = config.redactionKey()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElse(null);
        return ThreadLocal.withInitial(() -> new Redactor(key, meters::redacted));
    }

    /** Without a key anybody could try out what was hashed. */
    void requireAKeyForHashes(@Observes StartupEvent event, EnricherConfig config, LiveSources rules) {
        SourcesWatch.requireAKeyForHashes(
                rules.get().sources(), config.redactionKey().isPresent());
    }

    private static String topicOfLane(String lane) {
        if (!SourceName.isValid(lane)) {
            throw new ConfigurationException(
                    "logmesh.enricher.lane: " + SourceName.problem(lane).replace("a source", "a lane"));
        }
        return Topics.routed(lane);
    }

    private static int atLeastOne(int value, String setting) {
        if (value < 1) {
            throw new ConfigurationException("logmesh.enricher." + setting + ": " + value + " is less than 1");
        }
        return value;
    }
}
