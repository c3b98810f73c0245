package io.logmesh.local;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.WaitResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;

/** A container that can be killed and started again with what it had on its disk. */
final class ChildContainer {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final int LAST_LINES = 20;

    /** Whether a server can be used. */
    interface Probe {
        boolean answers() throws InterruptedException;
    }

    private final String name;
    private final GenericContainer<?> container;
    private final Probe probe;
    private final Path log;
    private final MeshListener listener;
    private boolean closed;
    private volatile boolean leaving;

    ChildContainer(String name, GenericContainer<?> container, Probe probe, MeshHome home, MeshListener listener) {
        this.name = name;
        this.container = container;
        this.probe = probe;
        this.log = home.log(name);
        this.listener = listener;
    }

    void start() throws InterruptedException {
        long begin = System.nanoTime();
        listener.starting(name);
        launch();
        while (!probe.answers()) {
            if (System.nanoTime() - begin > START_LIMIT.toNanos()) {
                throw new MeshException(
                        name + " does not answer after " + START_LIMIT.toSeconds() + " s: look into " + log);
            }
            Thread.sleep(POLL_INTERVAL);
        }
        listener.ready(name, Duration.ofNanos(System.nanoTime() - begin));
    }

    synchronized void kill() {
        if (isRunning()) {
            leaving = true;
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
            container
                    .getDockerClient()
                    .waitContainerCmd(container.getContainerId())
                    .exec(new WaitContainerResultCallback())
                    .awaitStatusCode();
        }
    }

    synchronized void close() {
        closed = true;
        leaving = true;
        listener.stopping(name);
        container.stop();
    }

    boolean isRunning() {
        return container.isRunning();
    }

    Path log() {
        return log;
    }

    private synchronized void launch() {
        if (closed) {
            throw new MeshException(name + " is not started: the mesh is being stopped");
        }
        if (isRunning()) {
            return;
        }
        leaving = false;
        try {
            Files.deleteIfExists(log); // following a container's output begins with all that it ever wrote
        } catch (IOException e) {
            throw new MeshException("can't write " + log + ": " + e, e);
        }
        if (container.getContainerId() == null) {
            container.start();
        } else {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
        container.followOutput(this::write);
        reportDeath();
    }

    private void write(OutputFrame frame) {
        try {
            Files.write(log, frame.getBytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new MeshException("can't write " + log + ": " + e, e);
        }
    }

    private void reportDeath() {
        container
                .getDockerClient()
                .waitContainerCmd(container.getContainerId())
                .exec(new WaitContainerResultCallback() {
                    @Override
                    public void onNext(WaitResponse response) {
                        super.onNext(response);
                        if (!leaving) {
                            listener.died(new ChildDeath(
                                    name, response.getStatusCode(), log, LogTail.lastLines(log, LAST_LINES)));
                        }
                    }
                });
    }
}
