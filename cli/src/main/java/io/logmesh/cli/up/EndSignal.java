package io.logmesh.cli.up;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM as an interrupt of the thread that runs the mesh. The process then stays until that thread has
 * stopped everything and closes this, and ends with its exit code instead of the signal's.
 */
final class EndSignal implements AutoCloseable {

    private final Thread runner;
    private final Thread hook = Thread.ofPlatform().name("end-signal").unstarted(this::endAndWait);
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean given;
    private boolean ending;
    private volatile int exitCode = 1;

    EndSignal(Thread runner) {
        this.runner = runner;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the user asked for the end. */
    synchronized boolean isGiven() {
        return given;
    }

    /** From here on the runner stops the mesh, and must not be interrupted in that. */
    synchronized void ignore() {
        ending = true;
        Thread.interrupted();
    }

    /** What the process shall return; gives it back. */
    int exitCode(int code) {
        exitCode = code;
        return code;
    }

    private void endAndWait() {
        interruptRunner();
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private synchronized void interruptRunner() {
        given = true;
        if (!ending) {
            runner.interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The signal came, and the hook ends the process.
        }
    }
}
