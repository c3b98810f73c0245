package io.logmesh.archiver;

import io.logmesh.archiver.s3.S3Settings;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.LiveSources;
import io.logmesh.contract.sources.Sources;
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
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes of the configuration what several parts need. */
final class Wiring {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    void watch(@Observes @Priority(1) StartupEvent event, LiveSources rules, MeterRegistry meters) {
        meters.gauge(MetricNames.RULES_BROKEN, rules, live -> live.problem().isPresent() ? 1 : 0);
        rules.watch(LOOK_EVERY);
    }

    @Produces
    @Singleton
    ArchivePlans plans(ArchiverConfig config) {
        try {
            return new ArchivePlans(config, Sources.none());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("logmesh.archiver: " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    LiveSources rules(
            @ConfigProperty(name = "logmesh.sources-file") Optional<Path> file,
            ArchivePlans plans,
            MeterRegistry meters) {
        try {
            var rules = file.isPresent()
                    ? LiveSources.open(file.get(), new SourcesWatch(plans, meters))
                    : LiveSources.none();
            plans.use(rules.get().sources());
            return rules;
        } catch (InvalidSourcesException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    void close(@Disposes LiveSources rules) {
        rules.close();
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
        return Tracing.to("s3-archiver", endpoint, 0);
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }

    @Produces
    @Singleton
    S3Settings s3(ArchiverConfig config) {
        try {
            return settings(config);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("logmesh.archiver: " + e.getMessage());
        }
    }

    private static S3Settings settings(ArchiverConfig config) {
        var keep = config.keep();
        return new S3Settings(
                config.bucket(),
                config.endpoint(),
                config.region(),
                config.pathStyle(),
                config.prefix(),
                new S3Settings.Keeping(keep.storageClass(), keep.acl(), keep.encryption(), keep.kmsKey(), keep.tags()),
                new S3Settings.Timeouts(
                        config.timeout().connect(), config.timeout().attempt()));
    }
}
