package io.logmesh.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * The whole mesh on one machine: the backing servers and the four services, each service in a JVM of its own, and one
 * more enricher for each lane that the sources file names when this is made.
 *
 * <pre>{@code
 * try (var mesh = new LocalMesh(MeshOptions.ofProject(root), listener)) {
 *     mesh.start();
 *     ...
 * }
 * }</pre>
 *
 * <p>{@link #close()} may be called at any time and from any thread, also while {@link #start()} is at work, which then
 * fails: so a shutdown hook may call it.
 */
public final class LocalMesh implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final MeshOptions options;
    private final MeshHome home;
    private final BackingServers servers;
    private final SortedMap<Stage, Child> services = new TreeMap<>();
    private final Ports ports;
    private HomeLock lock;
    private boolean closed;

    /** @throws MeshException where the sources file is broken */
    public LocalMesh(MeshOptions options, MeshListener listener) {
        this.options = options;
        home = new MeshHome(options.home());
        servers = options.servers().create(options, home, listener);
        var lanes = options.lanes();
        ports = options.ports().withLanes(lanes);
        for (var stage : Stage.all(lanes)) {
            var app = new ServiceApp(stage, ports.of(stage), options, home, servers::addresses);
            services.put(stage, new Child(app, home, listener));
        }
    }

    /** Whether children of a mesh that was killed still run in {@code home}; the next start there ends them first. */
    public static boolean hasLeftovers(Path home) {
        return !StaleChildren.find(new MeshHome(home)).isEmpty();
    }

    /**
     * Starts everything that can start at the same time at the same time, and returns when all services are ready.
     *
     * @throws MeshException where another mesh runs in the same home, a port is taken, or something does not start;
     *     {@link #close()} must still be called
     */
    public void start() throws InterruptedException {
        start(List.of(Server.values()), services.keySet());
    }

    /** Starts the servers, the bucket and the raw topics, but no service; then {@link #start(Service)} what is needed. */
    public void startServers() throws InterruptedException {
        startServers(Server.values());
    }

    /** Starts these servers only, Kafka among them, where nobody needs the others. */
    public void startServers(Server... some) throws InterruptedException {
        start(List.of(some), Set.of());
    }

    /** The processes of the services, in the order of the flow. */
    public Set<Stage> stages() {
        return Collections.unmodifiableSet(services.keySet());
    }

    /** Starts a service where it does not run, and returns when it is ready. Lanes have enrichers of their own. */
    public void start(Service service) throws InterruptedException {
        start(Stage.of(service));
    }

    /** Starts one of {@link #stages()} where it does not run, and returns when it is ready. */
    public void start(Stage stage) throws InterruptedException {
        services.get(stage).start();
    }

    /** Kills it as {@code kill -9} does, and returns when it is gone. */
    public void kill(Service service) {
        kill(Stage.of(service));
    }

    /** Kills it as {@code kill -9} does, and returns when it is gone. */
    public void kill(Stage stage) {
        services.get(stage).kill();
    }

    /** Asks it to end (SIGTERM), and returns when it is gone; kills it where that takes longer than 10 s. */
    public void stop(Service service) {
        services.get(Stage.of(service)).stop(GRACE);
    }

    public boolean isRunning(Service service) {
        return services.get(Stage.of(service)).isRunning();
    }

    /** The servers, to kill and restart them. */
    public BackingServers servers() {
        return servers;
    }

    /** Where the servers listen; to be asked after {@link #startServers()}. */
    public MeshAddresses addresses() {
        return servers.addresses();
    }

    /** The root of a service's HTTP interface, without a slash at the end. */
    public URI address(Service service) {
        return address(Stage.of(service));
    }

    /** The root of its HTTP interface, without a slash at the end. */
    public URI address(Stage stage) {
        return URI.create("http://127.0.0.1:" + ports.of(stage));
    }

    /** The {@code logmesh.yaml} of the services, where there is one. */
    public Optional<Path> sourcesFile() {
        return options.sourcesFile();
    }

    /** The file that a service's standard output and error go to. */
    public Path log(Stage stage) {
        return services.get(stage).log();
    }

    /** Stops the services, then the servers, and returns when no process is left. Calling it again does nothing. */
    @Override
    public void close() {
        Child.closeAll(services.values(), GRACE);
        servers.close();
        leaveHome();
    }

    private void start(List<Server> some, Set<Stage> wanted) throws InterruptedException {
        enterHome();
        var answering = new EnumMap<Server, CountDownLatch>(Server.class);
        for (var server : some) {
            answering.put(server, new CountDownLatch(1));
        }
        var steps = new ArrayList<Callable<Void>>();
        answering.forEach((server, latch) -> steps.add(() -> startServer(server, latch)));
        wanted.forEach(stage -> steps.add(() -> startBehind(needs(stage.service()), answering, stage)));
        Together.run(steps);
        RunningMesh.of(this).publish(home);
    }

    private Void startServer(Server server, CountDownLatch answering) throws InterruptedException {
        servers.start(server);
        if (server == Server.KAFKA) {
            RawTopics.make(options.rawTopics(), addresses().kafka());
        }
        answering.countDown();
        return null;
    }

    private Void startBehind(List<Server> needs, Map<Server, CountDownLatch> answering, Stage stage)
            throws InterruptedException {
        for (var server : needs) {
            answering.get(server).await();
        }
        start(stage);
        return null;
    }

    private static List<Server> needs(Service service) {
        return switch (service) {
            case ROUTER, ENRICHER -> List.of(Server.KAFKA);
            case S3_ARCHIVER -> List.of(Server.KAFKA, Server.S3);
            // Elasticsearch takes longest to start; the indexer, which can wait for it, starts beside it.
            case ES_INDEXER -> List.of(Server.KAFKA);
        };
    }

    private synchronized void enterHome() {
        if (closed || lock != null) {
            throw new IllegalStateException("a mesh starts once");
        }
        try {
            lock = HomeLock.acquire(home);
            StaleChildren.kill(home);
            if (options.fresh()) {
                home.deleteData();
            }
            home.prepare();
            RunningMesh.announce(home);
        } catch (IOException e) {
            throw new MeshException("can't use " + home.folder() + ": " + e, e);
        }
        ports.requireFree();
    }

    private synchronized void leaveHome() {
        closed = true;
        if (lock == null) {
            return;
        }
        try {
            RunningMesh.withdraw(home);
            lock.close();
            lock = null;
        } catch (IOException e) {
            throw new MeshException("can't clean up " + home.folder() + ": " + e, e);
        }
    }
}
