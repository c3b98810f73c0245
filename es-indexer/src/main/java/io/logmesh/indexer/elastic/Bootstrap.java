package io.logmesh.indexer.elastic;

import io.logmesh.indexer.bulk.IndexPlan;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Prepares the cluster for the indices and cares for them: component and index templates, lifecycle policies where the
 * cluster has such, and where it has none, the deletion of indices whose time is over. Every step can be repeated, and
 * one indexer at a time takes them. Thread-safe.
 */
public final class Bootstrap {

    /** The problem that is none of ours, and gone within seconds. */
    public static final String TAKEN = "Another indexer prepares Elasticsearch at the moment";

    private static final String UNKNOWN = "unknown";
    private static final Duration TRY_FROZEN_EVERY = Duration.ofMinutes(10);

    private final ClusterRequests requests;
    private final FrozenTier frozenTier;
    private final Lease lease;
    private final Trouble trouble;
    private final Clock clock;
    private final Consumer<String> log;
    private volatile Optional<ClusterFeatures> features = Optional.empty();
    private volatile String health = UNKNOWN;
    private volatile IndexPlan plan;

    /** The names of the templates that were put. */
    private Set<String> installed = Set.of();

    private Instant tryFrozenAgain = Instant.MAX;
    private String said = "";

    /** @param plan what to prepare for, until there is {@link #change another} */
    Bootstrap(
            ClusterRequests requests, Lease lease, Trouble trouble, IndexPlan plan, Clock clock, Consumer<String> log) {
        this.requests = requests;
        this.frozenTier = new FrozenTier(requests);
        this.lease = lease;
        this.trouble = trouble;
        this.plan = plan;
        this.clock = clock;
        this.log = log;
    }

    /** What the indices are made by. */
    public IndexPlan plan() {
        return plan;
    }

    /** Asks the cluster what it offers, and puts what the plan needs; returns what is wrong, or nothing. */
    public Optional<String> install() {
        return change(plan);
    }

    /**
     * Does so for another plan, which then takes the place of the one before. So no document is sent by a plan that the
     * cluster is not prepared for, which would make an index of other settings.
     */
    public synchronized Optional<String> change(IndexPlan next) {
        return attempt(() -> {
            var offered = requests.features();
            var problem = offered.problem();
            if (problem.isPresent()) {
                return Optional.of(trouble.incompatible(problem.get()));
            }
            if (next.hasAuto() && !requests.hasPrivileges("logs-*", "monitor", "read")) {
                return Optional.of(trouble.incompatible("a source has 'into: auto', and the credentials lack the right"
                        + " monitor or read on logs-*, with which sizes are measured"));
            }
            return underLease(() -> install(next, offered));
        });
    }

    private Optional<String> install(IndexPlan next, ClusterFeatures offered) throws IOException {
        installed = Set.of(); // until all is put
        var frozen = next.frozen();
        var problem = frozen.isPresent() ? frozenTier.prepare(frozen.get(), offered) : Optional.<String>empty();
        var policies = new LifecyclePolicies(next, offered, frozen.isPresent() && problem.isEmpty());
        var templates = new IndexTemplates(next, offered, policies);
        var installation = new Installation(requests, requests.inventory(), next, policies, templates);
        installation.put();
        if (installation.isOverruled()) {
            return Optional.of(trouble.overruled());
        }
        tryFrozenAgain = problem.isPresent() ? clock.instant().plus(TRY_FROZEN_EVERY) : Instant.MAX;
        features = Optional.of(offered);
        plan = next;
        installed = Set.copyOf(templates.templates().keySet());
        say(offered.description(next.logsdb())
                + problem.map(why -> "; no frozen tier: " + why).orElse(frozen.isPresent() ? "; a frozen tier" : "")
                + installation.reassign().map(why -> "; " + why).orElse(""));
        return Optional.empty();
    }

    /** Does that again where somebody has deleted a template, and from time to time where the bucket can't be used. */
    public synchronized Optional<String> ensure() {
        var problem = attempt(() -> {
            requests.sniff();
            health = requests.health();
            return Optional.empty();
        });
        if (problem.isPresent()) {
            health = UNKNOWN;
            return problem;
        }
        return attempt(() -> isDone() ? Optional.empty() : install());
    }

    private boolean isDone() throws IOException {
        return !installed.isEmpty()
                && clock.instant().isBefore(tryFrozenAgain)
                && requests.inventory().ownTemplates().containsAll(installed);
    }

    /** The heap of the smallest node, in bytes; {@link Long#MAX_VALUE} where that is not known. */
    public long heap() {
        return features.map(ClusterFeatures::heap).orElse(Long.MAX_VALUE);
    }

    /** The state of the cluster, such as {@code green, 3 nodes}; {@code unknown} since it did not answer last. */
    public String health() {
        return health;
    }

    /** Deletes the daily indices whose time is over, where the cluster does not do that by itself. */
    public Optional<String> expire() {
        if (features.isEmpty() || features.get().hasLifecycles()) {
            return Optional.empty();
        }
        return attempt(() -> underLease(this::deleteExpired)).filter(problem -> !problem.equals(TAKEN));
    }

    private void say(String description) {
        if (!said.equals(description)) {
            said = description;
            log.accept(description);
        }
    }

    private Optional<String> deleteExpired() throws IOException {
        var now = clock.instant();
        for (var index : requests.inventory().ownIndices()) {
            if (plan.isExpired(index, now)) {
                requests.deleteIndex(index);
                log.accept("Deleted " + index + ", whose retention is over");
            }
        }
        return Optional.empty();
    }

    @FunctionalInterface
    private interface Step {
        Optional<String> run() throws IOException;
    }

    /** Nothing is done where another indexer has the lease. */
    private Optional<String> underLease(Step step) throws IOException {
        if (!lease.acquire()) {
            return Optional.of(TAKEN);
        }
        try {
            return step.run();
        } finally {
            lease.release();
        }
    }

    /** Whatever goes wrong is a problem to tell, and to try again; it must not end the thread that cares for the cluster. */
    private Optional<String> attempt(Step step) {
        try {
            return step.run();
        } catch (IOException | RuntimeException e) {
            return Optional.of(trouble.of(e));
        }
    }
}
