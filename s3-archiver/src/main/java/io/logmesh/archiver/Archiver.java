package io.logmesh.archiver;

import io.logmesh.archiver.archive.Archive;
import io.logmesh.archiver.archive.ArchiveSettings;
import io.logmesh.archiver.archive.Backoff;
import io.logmesh.archiver.archive.Spool;
import io.logmesh.archiver.parquet.ParquetConversion;
import io.logmesh.archiver.s3.S3ObjectStore;
import io.logmesh.archiver.s3.S3Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Builds the archive, starts and ends it, and is the only way to its thread. */
@ApplicationScoped
class Archiver {

    private static final Logger LOG = Logger.getLogger(Archiver.class);

    /** How long shutdown may take to store what is open; a machine that is shut down may kill soon, though Kubernetes waits for 60 s. */
    private static final Duration LAST_ROTATION = Duration.ofSeconds(8);

    private static final Duration PROBE = Duration.ofSeconds(15);
    private static final Duration ORPHANS = Duration.ofHours(1);
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);

    private final ArchiverThread thread = new ArchiverThread();
    private final ArchiveReport report;
    private final PollGap gap;
    private final S3ObjectStore store;
    private final ParquetConversion parquet;
    private final Spool spool;
    private final Archive archive;

    Archiver(
            ArchiverConfig config,
            ArchivePlans plans,
            S3Settings s3,
            GroupCommits commits,
            ArchiveReport report,
            PollGap gap) {
        this.report = report;
        this.gap = gap;
        try {
            spool = Spool.in(config.spool().folder(), config.spool().size().bytes());
            store = new S3ObjectStore(s3);
            parquet = new ParquetConversion(spool);
            archive = new Archive(settings(config, plans), spool, thread, parquet, store, commits, report);
        } catch (IOException | RuntimeException e) {
            // Without the cause, Quarkus prints this one line and no stack trace.
            throw new ConfigurationException("logmesh.archiver: " + e.getMessage());
        }
    }

    private static ArchiveSettings settings(ArchiverConfig config, ArchivePlans plans) {
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        return new ArchiveSettings(plans, config.memory().bytes(), new Backoff(FIRST_RETRY, LONGEST_RETRY, random));
    }

    /** Runs before the channels start, so that a wrong setting is refused before anything is read. */
    void start(@Observes @Priority(1) StartupEvent event) {
        thread.execute(archive::start);
        thread.execute(this::probe);
        thread.execute(this::abortOrphans);
    }

    /** Runs while the consumer still polls, which commits need. */
    void stop(@Observes ShutdownEvent event) {
        try {
            call(Archive::drain).toCompletableFuture().get(LAST_ROTATION.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("not all could be archived before the end, the next owner will do it (%s)", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    /** Runs {@code task} on the archive's thread. */
    void run(Consumer<Archive> task) {
        thread.execute(() -> task.accept(archive));
    }

    /**
     * Runs {@code task} on the archive's thread, and gives what it promises. If it throws, it gives nothing, ever: the
     * thread, which must see it, ends the process.
     */
    <T> CompletionStage<T> call(Function<Archive, CompletionStage<T>> task) {
        var promise = new CompletableFuture<T>();
        thread.execute(() -> task.apply(archive).whenComplete((result, failure) -> settle(promise, result, failure)));
        return promise;
    }

    private static <T> void settle(CompletableFuture<T> promise, T result, Throwable failure) {
        if (failure == null) {
            promise.complete(result);
        } else {
            promise.completeExceptionally(failure);
        }
    }

    /** What is wrong with the bucket, if anything is: as it is for a look at it, or for an object that is tried again. */
    Optional<String> problem() {
        return report.storeProblem().or(store::problem);
    }

    private void end() {
        try {
            CompletableFuture.runAsync(archive::close, thread).get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("the archive's thread is busy; it ends with the process", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        thread.close();
        parquet.close();
        store.close();
        try {
            spool.close();
        } catch (IOException e) {
            LOG.debug("what is left of the spool is deleted by the next archiver here", e);
        }
    }

    private void abortOrphans() {
        store.abortOrphans(Instant.now()).whenComplete((_, failure) -> {
            if (failure != null) {
                LOG.debug("orphaned uploads can't be listed; the store may not know them", failure);
            }
            thread.later(ORPHANS, this::abortOrphans);
        });
    }

    /** An idle archiver must notice, too, that its bucket has gone or come back, or that it missed the last records. */
    private void probe() {
        gap.refuse();
        store.probe()
                .whenCompleteAsync(
                        (_, _) -> {
                            store.problem().ifPresent(report::unreachable);
                            thread.later(PROBE, this::probe);
                        },
                        thread);
    }
}
