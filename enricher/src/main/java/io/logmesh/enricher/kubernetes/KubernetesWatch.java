package io.logmesh.enricher.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.logmesh.contract.catalog.Catalog;
import io.logmesh.contract.catalog.LabelledOwner;
import io.logmesh.contract.sources.CatalogSettings;
import io.logmesh.enricher.watching.CatalogKeeper;
import io.logmesh.enricher.watching.CatalogWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Fills the catalog from the API server for as long as {@code logmesh.yaml} asks for it and this process is the one that
 * leads. What fails is told once, and begun anew after a while; nothing of it reaches the records.
 */
public final class KubernetesWatch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final int REQUEST_TIMEOUT_MS = 10_000;

    /** Is told what an operator should know. */
    public interface Listener {

        /** This process watches the cluster from now on, or no longer. */
        void leading(boolean leads);

        /** It could not go on, and begins anew; {@code isNews} where it is not for the reason told last. */
        void failed(String why, boolean isNews);
    }

    /** Where the watch finds and leaves what it needs. */
    public interface Surroundings {

        /** What {@code logmesh.yaml} says now. */
        CatalogSettings settings();

        /** What the catalog says now; empty where that is not known. */
        Optional<Catalog> catalog();

        /** Opens what entries are written with; sees to it that the topic is there. */
        CatalogWriter writer();
    }

    private final Surroundings surroundings;
    private final Supplier<KubernetesClient> clients;
    private final String identity;
    private final Listener listener;
    private final Thread thread = Thread.ofVirtual().name("watch-kubernetes").unstarted(this::run);
    private String lastFailure = "";
    private Duration pause = LOOK_EVERY;

    /** @param identity no other process of the cluster has it */
    public KubernetesWatch(Surroundings surroundings, String identity, Listener listener) {
        this(surroundings, KubernetesWatch::client, identity, listener);
    }

    KubernetesWatch(Surroundings surroundings, Supplier<KubernetesClient> clients, String identity, Listener listener) {
        this.surroundings = surroundings;
        this.clients = clients;
        this.identity = identity;
        this.listener = listener;
    }

    /** The cluster that this process runs in, or that of the kubeconfig. */
    private static KubernetesClient client() {
        var config = new ConfigBuilder(Config.autoConfigure(null))
                .withConnectionTimeout(REQUEST_TIMEOUT_MS)
                .withRequestTimeout(REQUEST_TIMEOUT_MS)
                .withRequestRetryBackoffLimit(1)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                if (surroundings.settings().watch().isPresent() && !stood()) {
                    Thread.sleep(pause);
                    pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    /** Stands for the leadership, and leads, until the settings change; false where that failed. */
    private boolean stood() throws InterruptedException {
        var settings = surroundings.settings();
        try (var client = clients.get();
                var leadership = new Leadership(client, identity)) {
            while (settings.equals(surroundings.settings())) {
                leadership.check();
                if (leadership.isMine() && surroundings.catalog().isPresent()) {
                    lead(client, leadership, settings);
                }
                Thread.sleep(LOOK_EVERY);
            }
            return true;
        } catch (RuntimeException e) {
            fail(e);
            return false;
        }
    }

    private void lead(KubernetesClient client, Leadership leadership, CatalogSettings settings)
            throws InterruptedException {
        try (var writer = surroundings.writer()) {
            var keeper = new CatalogKeeper(new LabelledOwner(settings), this::catalog, writer, InstantSource.system());
            try (var view = ClusterView.open(client, keeper)) {
                listener.leading(true);
                lastFailure = "";
                pause = LOOK_EVERY;
                long ticked = System.nanoTime();
                while (leadership.isMine() && settings.equals(surroundings.settings())) {
                    view.check();
                    writer.check();
                    if (view.isWhole() && System.nanoTime() - ticked > CatalogKeeper.TICK.toNanos()) {
                        keeper.tick();
                        ticked = System.nanoTime();
                    }
                    Thread.sleep(LOOK_EVERY);
                }
            }
        } finally {
            listener.leading(false);
        }
    }

    private Catalog catalog() {
        return surroundings.catalog().orElseThrow(() -> new IllegalStateException("the catalog can't be read"));
    }

    private void fail(RuntimeException e) {
        if (Thread.currentThread().isInterrupted()) {
            return; // the service stops
        }
        var why = innermost(e);
        listener.failed(why, !why.equals(lastFailure));
        lastFailure = why;
    }

    private static String innermost(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null || cause.getMessage().isBlank()
                ? cause.getClass().getSimpleName()
                : cause.getMessage().lines().findFirst().orElse("");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
