package io.logmesh.enricher.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore.KeyState;
import io.logmesh.enricher.watching.CatalogKeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Tells a {@link CatalogKeeper} of the nodes, namespaces and pods of a cluster, now and as they change. Of each object only
 * the name or UID is kept, and lists are read in pages: whole pods of a large cluster would not fit the memory.
 */
final class ClusterView implements AutoCloseable {

    private static final long PAGE = 500;

    private static final Duration NODES_WITHIN = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final List<CompletableFuture<Void>> starts = new ArrayList<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    private ClusterView(KubernetesClient client) {
        this.client = client;
    }

    /** Nodes come first, so that a pod's zone is known when the pod comes. */
    static ClusterView open(KubernetesClient client, CatalogKeeper keeper) throws InterruptedException {
        var view = new ClusterView(client);
        try {
            view.watch(
                    Node.class,
                    client.nodes(),
                    ReducedStateItemStore.NAME_KEY_STATE,
                    node -> keeper.node(name(node), labels(node)),
                    node -> keeper.nodeLeft(name(node)));
            view.awaitNodes();
            view.watch(
                    Namespace.class,
                    client.namespaces(),
                    ReducedStateItemStore.NAME_KEY_STATE,
                    namespace -> keeper.namespace(name(namespace), labels(namespace)),
                    namespace -> keeper.namespaceLeft(name(namespace)));
            view.watch(
                    Pod.class,
                    client.pods().inAnyNamespace(),
                    ReducedStateItemStore.UID_KEY_STATE,
                    pod -> keeper.pod(pod.getMetadata().getUid(), nodeOf(pod), labels(pod)),
                    pod -> keeper.podLeft(pod.getMetadata().getUid()));
            return view;
        } catch (InterruptedException | RuntimeException e) {
            view.close();
            throw e;
        }
    }

    private <T extends HasMetadata> void watch(
            Class<T> type, Informable<T> objects, KeyState kept, Consumer<T> there, Consumer<T> gone) {
        var informer = objects.withLimit(PAGE)
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(new ReducedStateItemStore<>(kept, type, client.getKubernetesSerialization()))
                .addEventHandler(new Handler<>(noted(there), noted(gone)));
        informers.add(informer);
        starts.add(informer.start().toCompletableFuture());
    }

    /** Informers swallow what their handlers throw; from then on, the keeper does not know all that it should. */
    private <T> Consumer<T> noted(Consumer<T> keeper) {
        return object -> {
            try {
                keeper.accept(object);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
                throw e;
            }
        };
    }

    private void awaitNodes() throws InterruptedException {
        try {
            starts.getFirst().get(NODES_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the nodes are not listed within " + NODES_WITHIN, e);
        }
    }

    /** Whether all that was there at the beginning has been told of. */
    boolean isWhole() {
        return starts.stream().allMatch(CompletableFuture::isDone);
    }

    /**
     * Has something to say only where it failed.
     *
     * @throws RuntimeException where something can't be watched, or no longer, or the keeper could not take something in
     */
    void check() {
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        try {
            starts.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause());
        }
        if (informers.stream()
                .anyMatch(informer -> informer.stopped().toCompletableFuture().isDone())) {
            throw new IllegalStateException("the API server ended a watch for good");
        }
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    private static Map<String, String> labels(HasMetadata object) {
        var labels = object.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private static String nodeOf(Pod pod) {
        return pod.getSpec() == null ? null : pod.getSpec().getNodeName();
    }

    private record Handler<T>(Consumer<T> there, Consumer<T> gone) implements ResourceEventHandler<T> {

        @Override
        public void onAdd(T object) {
            there.accept(object);
        }

        @Override
        public void onUpdate(T before, T object) {
            there.accept(object);
        }

        @Override
        public void onDelete(T object, boolean isFinalStateUnknown) {
            gone.accept(object);
        }
    }
}
