package io.logmesh.cli.up;

import io.logmesh.cli.collect.DemoCollector;
import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.console.Refusal;
import io.logmesh.cli.console.Units;
import io.logmesh.cli.status.MeshReader;
import io.logmesh.local.ChildDeath;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshException;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Stage;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One run of a mesh: start it, feed it, show it, until something ends it; then stop it in order. */
final class MeshRun {

    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    /** Ctrl-C on a terminal reaches the children, too, and theirs may be the first deaths heard of. */
    private static final Duration SIGNAL_MAY_FOLLOW = Duration.ofMillis(500);

    /** The panel must not stand still while Kafka does. */
    private static final Duration LAG_WITHIN = Duration.ofSeconds(2);

    private final MeshOptions options;
    private final EndSignal signal;
    private final LiveView view;
    private final Progress progress;
    private final PrintWriter out;
    private final PrintWriter err;

    MeshRun(MeshOptions options, EndSignal signal, LiveView view, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.signal = signal;
        this.view = view;
        this.progress = new Progress(out);
        this.out = out;
        this.err = err;
    }

    /**
     * Runs for {@code lifetime} from when it is ready, or until it is interrupted or a child dies.
     *
     * @param demo whether to collect the children's own logs
     * @return the exit code
     * @throws MeshException where it does not start
     * @throws Refusal where nothing was started, such as while another mesh starts in the same folder
     */
    int run(Optional<Duration> lifetime, boolean demo) {
        if (LocalMesh.hasLeftovers(options.home())) {
            out.println("ending the processes of a mesh here that was killed");
        }
        try (var mesh = new LocalMesh(options, progress)) {
            startAndWatch(mesh, demo, lifetime.orElse(FOR_EVER));
        }
        out.println("stopped");
        return signal.isGiven() || progress.deaths().isEmpty() ? 0 : 1;
    }

    private void startAndWatch(LocalMesh mesh, boolean demo, Duration lifetime) {
        try {
            start(mesh);
            feedAndWatch(mesh, demo, lifetime);
        } catch (InterruptedException _) {
            // The user's signal, or a death while others were being started: what follows is the end.
        } catch (MeshException e) {
            if (!signal.isGiven()) {
                throw progress.hasBegun() ? e : new Refusal(e.getMessage());
            }
        } finally {
            signal.ignore();
            reportDeaths();
        }
    }

    private void start(LocalMesh mesh) throws InterruptedException {
        long begun = System.nanoTime();
        progress.interruptOnDeath(Thread.currentThread());
        try {
            mesh.start();
        } finally {
            progress.interruptOnDeath(null);
        }
        out.println("The mesh is ready after " + Units.seconds(since(begun).toMillis() / 1000.0) + ".");
        WhereToLook.lines(mesh, options).forEach(out::println);
    }

    private void feedAndWatch(LocalMesh mesh, boolean demo, Duration lifetime) throws InterruptedException {
        if (!demo) {
            watch(mesh, lifetime);
            return;
        }
        try (var collector = new DemoCollector(DemoPods.of(mesh))) {
            collector.start(mesh.addresses().kafka());
            watch(mesh, lifetime);
        }
    }

    private void watch(LocalMesh mesh, Duration lifetime) throws InterruptedException {
        long ready = System.nanoTime();
        try (var reader = new MeshReader(
                services(mesh), () -> new ConnectionOptions().resolve().kafka(), LAG_WITHIN)) {
            view.begin(reader.read());
            var left = lifetime;
            while (left.isPositive() && !progress.diedWithin(left.compareTo(view.every()) < 0 ? left : view.every())) {
                view.show(reader.read(), since(ready));
                left = lifetime.minus(since(ready));
            }
        }
        if (progress.diedWithin(Duration.ZERO)) {
            Thread.sleep(SIGNAL_MAY_FOLLOW);
        }
    }

    private void reportDeaths() {
        if (!signal.isGiven()) {
            progress.deaths().forEach(this::report);
        }
    }

    private void report(ChildDeath death) {
        err.println(
                death.name() + " died with exit code " + death.exitCode() + "; what " + death.log() + " has of it:");
        death.lastLines().forEach(line -> err.println("    " + line));
    }

    private static Map<Stage, URI> services(LocalMesh mesh) {
        return mesh.stages().stream().collect(Collectors.toMap(Function.identity(), mesh::address));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
