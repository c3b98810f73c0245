package io.logmesh.indexer;

import io.logmesh.contract.MetricNames;
import io.logmesh.contract.PolledOffsets;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.bulk.Backlog;
import io.logmesh.indexer.bulk.Backoff;
import io.logmesh.indexer.bulk.Delivery;
import io.logmesh.indexer.bulk.InFlightLimit;
import io.logmesh.indexer.bulk.Pause;
import io.logmesh.indexer.bulk.Placements;
import io.logmesh.indexer.bulk.Throttle;
import io.logmesh.indexer.elastic.Bootstrap;
import io.logmesh.indexer.elastic.ElasticConnection;
import io.logmesh.indexer.elastic.Kibana;
import io.logmesh.telemetry.Freshness;
import io.logmesh.telemetry.GroupLag;
import io.logmesh.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the parts that are no beans by themselves. */
@Singleton
class Wiring {

    private static final int FIRST = 1;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LINGER = Duration.ofMillis(50);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    @Produces
    @Singleton
    Settings settings(IndexerConfig config) {
        return Settings.of(config);
    }

    @Produces
    @Singleton
    @SuppressWarnings("deprecation") // it is the one that Quarkus brings
    Freshness freshness(PrometheusMeterRegistry registry) {
        return new Freshness(registry);
    }

    @Produces
    @Singleton
    GroupLag lag() {
        return new GroupLag();
    }

    @Produces
    @Singleton
    Tracing tracing(@ConfigProperty(name = "logmesh.tracing.endpoint") Optional<String> endpoint) {
        return Tracing.to("es-indexer", endpoint, 0);
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }

    @Produces
    @Singleton
    Servers servers() {
        var clock = Clock.systemUTC();
        return new Servers(new ServerState("Kafka", clock), new ServerState("Elasticsearch", clock));
    }

    @Produces
    @Singleton
    Stopping stopping() {
        return new Stopping();
    }

    @Produces
    @Singleton
    PolledOffsets polledOffsets() {
        return new PolledOffsets();
    }

    @Produces
    @Singleton
    AssignedPartitions partitions(PolledOffsets polled) {
        return new AssignedPartitions(polled);
    }

    @Produces
    @Singleton
    OffsetCommits commits(AssignedPartitions partitions, PolledOffsets polled) {
        return new OffsetCommits(partitions, polled);
    }

    @Produces
    @Singleton
    PartitionPauses pauses(Backlog<Indexable> backlog) {
        return new PartitionPauses(backlog);
    }

    @Produces
    @Singleton
    Backlog<Indexable> backlog(Settings settings, Instance<PartitionPauses> pauses) {
        return new Backlog<>(settings.bulk(), settings.backlog(), BACKOFF, LINGER, () -> pauses.get()
                .ask());
    }

    @Produces
    @Singleton
    Throttle throttle(Settings settings) {
        return new Throttle(new InFlightLimit(settings.inFlight()), BACKOFF);
    }

    @Produces
    @Singleton
    ElasticConnection connection(Settings settings) {
        return new ElasticConnection(settings.elastic());
    }

    void close(@Disposes ElasticConnection connection) throws IOException {
        connection.close();
    }

    /** Begun here, so that wrong rules are refused before the consumer joins its group. */
    void watch(@Observes @Priority(FIRST) StartupEvent event, LiveSources rules, MeterRegistry meters) {
        meters.gauge(MetricNames.RULES_BROKEN, rules, live -> live.problem().isPresent() ? 1 : 0);
        rules.watch(LOOK_EVERY);
    }

    @Produces
    @Singleton
    LiveSources rules(
            @ConfigProperty(name = "logmesh.sources-file") Optional<Path> file,
            Settings settings,
            Instance<Bootstrap> bootstrap,
            Pause pause,
            MeterRegistry meters) {
        var watch = new SourcesWatch(settings.plan(), next -> bootstrap.get().change(next), pause, meters);
        try {
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
    Bootstrap bootstrap(ElasticConnection connection, Settings settings, LiveSources rules) {
        var plan = settings.plan().with(rules.get().sources());
        return connection.bootstrap(plan, Clock.systemUTC(), Logger.getLogger(Bootstrap.class)::info);
    }

    @Produces
    @Singleton
    Placements placements(ElasticConnection connection, Settings settings, Servers servers, Pause pause) {
        return connection.placements(
                settings.ownFrom(), pause, Logger.getLogger(Placements.class)::info, servers.elasticsearch()::fails);
    }

    @Produces
    @Singleton
    RecordReader reader(Bootstrap bootstrap, Placements placements, Tracing tracing) {
        return new RecordReader(bootstrap::plan, placements, tracing);
    }

    @Produces
    @Singleton
    Delivery<Indexable> delivery(ElasticConnection connection, KafkaDeadLetters deadLetters, IndexerMetrics metrics) {
        return new Delivery<>(connection.bulk(), Indexable::repaired, deadLetters, metrics);
    }

    @Produces
    @Singleton
    Kibana kibana(Settings settings) {
        return new Kibana(settings.kibana(), settings.elastic());
    }
}
