package io.logmesh.local;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A real Kafka, Elasticsearch and S3 for one mesh. All methods are safe to call from several threads. */
public interface BackingServers extends AutoCloseable {

    /**
     * Starts all three at the same time and returns when each answers.
     *
     * @throws MeshException where one of them does not start; {@link #close()} must still be called
     */
    default void start() throws InterruptedException {
        Together.run(Stream.of(Server.values()).map(this::starting).toList());
    }

    private Callable<Void> starting(Server server) {
        return () -> {
            start(server);
            return null;
        };
    }

    /**
     * Starts one where it does not run, with the data it had, and returns when it answers. Of {@link Server#S3} the
     * bucket of {@link #addresses()} exists then.
     */
    void start(Server server) throws InterruptedException;

    /** Kills it as {@code kill -9} does, and returns when it is gone. Its data stay. */
    void kill(Server server);

    /** Kills it where it runs, and starts it again with its data. */
    default void restart(Server server) throws InterruptedException {
        kill(server);
        start(server);
    }

    /** Whether its process or container is there. */
    boolean isRunning(Server server);

    /** Where they listen; the same over restarts. */
    MeshAddresses addresses();

    /** The file that its standard output and error go to. */
    Path log(Server server);

    /** Stops them all, for good. Calling it again does nothing. */
    @Override
    void close();
}
