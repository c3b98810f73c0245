package io.logmesh.archiver;

import io.logmesh.archiver.archive.Partition;
import io.logmesh.archiver.archive.Progress;
import io.logmesh.archiver.archive.SealableHours;
import io.logmesh.archiver.s3.HourFolders;
import io.logmesh.archiver.s3.S3Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
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

    /** Late records are looked for in every so many periods. */
    private static final int LATE = 15;

    private final ArchiverConfig config;
    private final ArchivePlans plans;
    private final S3Settings s3;
    private final Ownership ownership;
    private final Map<String, Object> kafka;
    private final String group;

    /** Folders that need no look before late records are looked for. Used on the sealer's thread only. */
    private final Set<String> sealed = new HashSet<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("hour-seal").daemon().factory());
    private long period;

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
    }

    void start(@Observes StartupEvent event) {
        if (config.seal().enabled()) {
            long every = config.seal().every().toMillis();
            var _ = thread.scheduleWithFixedDelay(this::sealAll, every, every, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void sealAll() {
        if (period++ % LATE == 0) {
            sealed.clear();
        }
        var topics = ownership.topicsOfFirstPartitions();
        if (topics.isEmpty()) {
            return;
        }
        try (var folders = new HourFolders(s3);
                var progress = new GroupProgress(group, kafka)) {
            for (var topic : topics) {
                seal(topic, folders, progress);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            LOG.warnf("hours can't be sealed yet: %s", e.getMessage());
        }
    }

    private void seal(String topic, HourFolders folders, GroupProgress progress)
            throws ExecutionException, InterruptedException {
        var recipe = plans.apply(new Partition(topic, 0)).recipe();
        var source = ArchivePlans.sourceOf(topic);
        if (source.isEmpty() || !SealableHours.has(recipe.layout())) {
            return;
        }
        long passed = Progress.ofAll(progress.of(topic), System.currentTimeMillis());
        new SealableHours(config.seal().lateness()).before(passed).forEach(hour -> {
            var folder = recipe.hourFolder(source.get(), hour);
            if (!sealed.contains(folder)) {
                if (folders.seal(source.get(), folder)) {
                    LOG.infof("%s is whole", folder);
                }
                sealed.add(folder);
            }
        });
    }
}
