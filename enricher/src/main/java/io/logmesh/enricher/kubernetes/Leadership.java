package io.logmesh.enricher.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One of all enrichers of a cluster watches it: the one that holds the Lease. */
final class Leadership implements AutoCloseable {

    static final String LEASE = "logmesh-catalog-watch";

    private static final Duration RELEASE_WITHIN = Duration.ofSeconds(3);

    /** Those of Kubernetes' own controllers. A leader that is killed is followed by another after the first of them. */
    private static final Duration LEASE_LASTS = Duration.ofSeconds(15);

    private static final Duration RENEW_WITHIN = Duration.ofSeconds(10);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(2);

    private final CompletableFuture<?> election;
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean mine;

    /**
     * Begins to stand for it.
     *
     * @param identity of this process
     * @throws io.fabric8.kubernetes.client.KubernetesClientException where the API server does not answer, or refuses
     */
    Leadership(KubernetesClient client, String identity) {
        var namespace = client.getNamespace() == null ? "default" : client.getNamespace();
        // The election itself would try on for ever, without a word.
        client.leases().inNamespace(namespace).withName(LEASE).get();
        var config = new LeaderElectionConfigBuilder()
                .withName(LEASE)
                .withLock(new LeaseLock(namespace, LEASE, identity))
                .withLeaseDuration(LEASE_LASTS)
                .withRenewDeadline(RENEW_WITHIN)
                .withRetryPeriod(RETRY_EVERY)
                .withReleaseOnCancel(true)
                .withLeaderCallbacks(new LeaderCallbacks(() -> mine = true, this::end, _ -> {}))
                .build();
        election = client.leaderElector().withConfig(config).build().start();
    }

    private void end() {
        mine = false;
        released.countDown();
    }

    boolean isMine() {
        return mine;
    }

    /**
     * Has something to say only where it has ended.
     *
     * @throws IllegalStateException where this process leads no more, and does not stand for it either
     */
    void check() {
        if (election.isDone()) {
            throw new IllegalStateException("the lease " + LEASE + " could not be renewed in time");
        }
    }

    /** Lets another one take over at once. */
    @Override
    public void close() {
        boolean held = mine;
        mine = false;
        election.cancel(true);
        try {
            if (held) {
                var _ = released.await(RELEASE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
