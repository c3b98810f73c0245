package io.logmesh.archiver;

import io.logmesh.archiver.archive.SealableHours;
import io.logmesh.archiver.s3.HourFolders;
import io.logmesh.archiver.s3.S3Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Writes the manifests of hours that are whole. Who holds the first partition of a topic does it for the whole topic; what
 * it must know of the others, the group and the log tell. Two that believe to hold it would write the same.
 */
@ApplicationScoped
class HourSealer {

    private static final Logger LOG = Logger.getLogger(HourSealer.class);

    private final ArchiverConfig config;
    private final ArchivePlans plans;
    private final SealableHours hours;
    private final S3Settings s3;
    private final Ownership ownership;
    private final Map<String, Object> kafka;
    private final String group;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hour-seal").daemon().factory());

    /** Made when there is a topic to look at. Used on the thread only, as long as that runs. */
    private Optional<Clients> clients = Optional.empty();

    private record Clients(HourFolders folders, GroupProgress progress, HourSeals seals) {

        void close() {
            folders.close();
            progress.close();
        }
    }

    HourSealer(
            ArchiverConfig config,
            ArchivePlans plans,
            S3Settings s3,
            Ownership ownership,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "mp.messaging.incoming.records.group.id") String group) {
        this.config = config;
        this.plans = plans;
        this.s3 = s3;
        this.ownership = ownership;
        this.kafka = kafka;
        this.group = group;
        try {
            hours = new SealableHours(config.seal().lateness(), config.seal().lookBack());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("logmesh.archiver: " + e.getMessage());
        }
    }

    void start(@Observes StartupEvent event) {
        if (config.seal().enabled()) {
            long every = config.seal().every().toMillis();
            var _ = thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.execute(() -> clients.ifPresent(Clients::close)); // behind a look that is under way
        thread.shutdown();
    }

    /** Nothing may escape, or the schedule would end without a word. */
    private void look() {
        try {
            var topics = ownership.topicsOfFirstPartitions();
            if (!topics.isEmpty()) {
                open().seals().look(topics);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.warn("hours can't be sealed yet", e);
        }
    }

    private Clients open() {
        if (clients.isEmpty()) {
            var progress = new GroupProgress(group, kafka); // first: it may fail
            var folders = new HourFolders(s3);
            var seals = new HourSeals(plans, hours, folders::seal, progress::of, System::currentTimeMillis);
            clients = Optional.of(new Clients(folders, progress, seals));
        }
        return clients.get();
    }
}
