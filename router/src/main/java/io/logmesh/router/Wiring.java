package io.logmesh.router;

import io.logmesh.contract.TopicCare;
import io.logmesh.contract.TopicCluster;
import io.logmesh.contract.TopicMaker;
import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.contract.sources.Source;
import io.logmesh.router.quota.PartitionShare;
import io.logmesh.router.quota.Quotas;
import io.logmesh.telemetry.Tracing;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
            RulesLog rulesLog,
            Quotas quotas,
            RouterMeters meters) {
        try {
            return file.isPresent()
                    ? LiveSources.open(file.get(), new SourcesWatch(destinations, rulesLog, quotas, meters))
                    : LiveSources.none();
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
    TopicCare care(TopicCluster cluster, RouterMeters meters) {
        return new TopicCare(cluster, new TopicReports(meters), System::nanoTime);
    }

    @Produces
    @Singleton
    Destinations destinations(MeshTopics topics, TopicCare care) {
        return new Destinations(topics, care);
    }

    @Produces
    @Singleton
    RulesLog rulesLog(
            MeshTopics topics, TopicCare care, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        var settings = settings(kafka, ProducerConfig.configNames());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MeshTopics.MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * (int) ANSWER_WITHIN.toMillis());
        return new RulesLog(
                topics,
                care,
                () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    @Produces
    @Singleton
    Quotas quotas() {
        return new Quotas(new PartitionShare());
    }

    @Produces
    @Singleton
    Tracing tracing(
            @ConfigProperty(name = "logmesh.tracing.endpoint") Optional<String> endpoint,
            @ConfigProperty(name = "logmesh.tracing.share", defaultValue = "0.001") double share) {
        return Tracing.to("router", endpoint, share);
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }

    @Produces
    @Singleton
    RouterMeters meters(MeterRegistry registry, Tracing tracing) {
        return new RouterMeters(registry, tracing);
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
        var settings = settings(kafka, AdminClientConfig.configNames());
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

    /** Those that the client knows. */
    private static Map<String, Object> settings(Map<String, Object> kafka, Set<String> known) {
        return kafka.entrySet().stream()
                .filter(setting -> known.contains(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
