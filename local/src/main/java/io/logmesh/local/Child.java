package io.logmesh.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A child process that can be started, killed or stopped, and started again. Safe to use from several threads. */
final class Child {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final Duration END_POLL_INTERVAL = Duration.ofMillis(50);
    private static final int LAST_LINES = 20;

    private final Program program;
    private final MeshHome home;
    private final MeshListener listener;
    private Process process;
    private CompletableFuture<Void> ended;
    private boolean closed;

    /** Whether its end is ours: then it is not reported. */
    private volatile boolean leaving;

    Child(Program program, MeshHome home, MeshListener listener) {
        this.program = program;
        this.home = home;
        this.listener = listener;
    }

    /** Starts it where it does not run, and returns when it answers. */
    void start() throws InterruptedException {
        long begin = System.nanoTime();
        listener.starting(program.name());
        awaitAnswer(launch(), begin);
        listener.ready(program.name(), Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Kills it as {@code kill -9} does, and returns when it and its own children are gone. */
    void kill() {
        end(Duration.ZERO);
    }

    /** Asks it to end, kills it where that takes longer than {@code grace}, and returns when it is gone. */
    void stop(Duration grace) {
        end(grace);
    }

    /** Stops it, for good: it can't be started again. */
    synchronized void close(Duration grace) {
        closed = true;
        end(grace);
    }

    /** Closes them at the same time, and returns when all are gone. */
    static void closeAll(Collection<Child> children, Duration grace) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            children.forEach(child -> threads.execute(() -> child.close(grace)));
        }
    }

    synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    Path log() {
        return home.log(program.name());
    }

    private synchronized Process launch() throws InterruptedException {
        if (closed) {
            throw new MeshException(program.name() + " is not started: the mesh is being stopped");
        }
        if (isRunning()) {
            return process;
        }
        if (ended != null) {
            ended.join(); // a death of its own is told before the next life begins
        }
        try {
            program.prepare();
            leaving = false;
            process = builder().start();
            ended = process.onExit().thenAccept(this::afterEnd);
            Files.writeString(home.pidFile(program.name()), process.pid() + "\n");
            return process;
        } catch (IOException e) {
            throw new MeshException("can't start " + program.name() + ": " + e, e);
        }
    }

    private ProcessBuilder builder() {
        var builder = new ProcessBuilder(Executables.inOwnSession(program.command()))
                .directory(home.folder().toFile())
                .redirectInput(Executables.NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(program.environment());
        return builder;
    }

    private void awaitAnswer(Process running, long begin) throws InterruptedException {
        while (!program.answers()) {
            if (!running.isAlive()) {
                throw endedWhileStarting(running);
            }
            if (System.nanoTime() - begin > START_LIMIT.toNanos()) {
                throw new MeshException(program.name() + " does not answer after " + START_LIMIT.toSeconds()
                        + " s: look into " + log());
            }
            Thread.sleep(POLL_INTERVAL);
        }
    }

    private MeshException endedWhileStarting(Process dead) {
        if (leaving) {
            return new MeshException(program.name() + " was stopped while it was being started");
        }
        death().join(); // told before whoever asked for the start hears of it
        return new MeshException(program.name() + " ended with exit code " + dead.exitValue()
                + " while it was being started: look into " + log());
    }

    private synchronized CompletableFuture<Void> death() {
        return ended;
    }

    private synchronized void end(Duration grace) {
        if (process == null) {
            return;
        }
        leaving = true;
        var family = new LinkedHashSet<>(family());
        if (grace.isPositive() && process.isAlive()) {
            listener.stopping(program.name());
            process.destroy();
            awaitEnd(grace, family);
        }
        Kill.all(List.copyOf(family));
        ended.join();
        process = null;
    }

    /** Notes the children that it still starts meanwhile: when it has ended, nobody can tell any more whose they are. */
    private void awaitEnd(Duration grace, Set<ProcessHandle> family) {
        long begin = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - begin < grace.toNanos()) {
            process.descendants().forEach(family::add);
            LockSupport.parkNanos(END_POLL_INTERVAL.toNanos());
        }
    }

    /** It and its descendants: Elasticsearch's launcher has the server as a child. */
    private List<ProcessHandle> family() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    private void afterEnd(Process dead) {
        try {
            Files.deleteIfExists(home.pidFile(program.name()));
        } catch (IOException _) {
            // nothing depends on it: a later start overwrites the file
        }
        if (!leaving) {
            listener.died(new ChildDeath(program.name(), dead.exitValue(), log(), LogTail.trouble(log(), LAST_LINES)));
        }
    }
}
