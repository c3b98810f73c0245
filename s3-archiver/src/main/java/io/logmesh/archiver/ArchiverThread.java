package io.logmesh.archiver;

import io.logmesh.archiver.archive.Loop;
import io.quarkus.runtime.Quarkus;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The thread that owns the archive's state. A task that throws has left that state in doubt, so nothing more is done with
 * it, not even at shutdown, and the process ends: what is not archived is read again by its successor.
 */
final class ArchiverThread implements Loop, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ArchiverThread.class);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().name("archiver").unstarted(task));

    /** Read and written on the thread only. */
    private boolean inDoubt;

    @Override
    public void execute(Runnable task) {
        later(Duration.ZERO, task);
    }

    @Override
    public void later(Duration delay, Runnable task) {
        try {
            var _ = executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException _) {
            LOG.debug("the archiver has ended; what comes now is left to its successor");
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void guarded(Runnable task) {
        if (inDoubt) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            inDoubt = true;
            LOG.fatal("the archive's state is in doubt; ending, so that a successor redoes what is not archived", e);
            Quarkus.asyncExit(1);
        }
    }
}
