package io.logmesh.indexer.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.indexer.bulk.IndexPlan;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Prepares the cluster for the indices and cares for them: component and index templates, lifecycle policies where the
 * cluster has such, and where it has none, the deletion of indices whose time is over. Every step can be repeated, and
 * one indexer at a time takes them. Thread-safe.
 */
public final class Bootstrap {

    /** The problem that is none of ours, and gone within seconds. */
    public static final String TAKEN = "Another indexer prepares Elasticsearch at the moment";

    private static final Duration TRY_FROZEN_EVERY = Duration.ofMinutes(10);

    private final ClusterRequests requests;
    private final FrozenTier frozenTier;
    private final Lease lease;
    private final Trouble trouble;
    private final Clock clock;
    private final Consumer<String> log;
    private volatile Optional<ClusterFeatures> features = Optional.empty();
    private volatile String health = "unknown";
    private volatile IndexPlan plan;
    private boolean isInstalled;
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
            if (!underLease(() -> put(next, offered))) {
                return Optional.of(TAKEN);
            }
            features = Optional.of(offered);
            plan = next;
            isInstalled = true;
            return Optional.empty();
        });
    }

    /** Does that again where somebody has deleted the templates, and from time to time where the bucket can't be used. */
    public synchronized Optional<String> ensure() {
        return attempt(() -> {
            requests.sniff();
            health = requests.health();
            boolean isDone = isInstalled && clock.instant().isBefore(tryFrozenAgain);
            return isDone && requests.hasTemplate(IndexTemplates.NAME) ? Optional.empty() : install();
        });
    }

    /** The heap of the smallest node, in bytes; {@link Long#MAX_VALUE} where that is not known. */
    public long heap() {
        return features.map(ClusterFeatures::heap).orElse(Long.MAX_VALUE);
    }

    /** The state of the cluster when it was last looked at, such as {@code green, 3 nodes}. */
    public String health() {
        return health;
    }

    /** Deletes the daily indices whose time is over, where the cluster does not do that by itself. */
    public Optional<String> expire() {
        if (features.isEmpty() || features.get().hasLifecycles()) {
            return Optional.empty();
        }
        return attempt(() -> {
            underLease(this::deleteExpired);
            return Optional.empty();
        });
    }

    private void put(IndexPlan next, ClusterFeatures offered) throws IOException {
        var frozen = next.frozen();
        var problem = frozen.isPresent() ? frozenTier.prepare(frozen.get(), offered) : Optional.<String>empty();
        var policies = new LifecyclePolicies(next, offered, frozen.isPresent() && problem.isEmpty());
        put(new IndexTemplates(next, offered, policies));
        tryFrozenAgain = problem.isPresent() ? clock.instant().plus(TRY_FROZEN_EVERY) : Instant.MAX;
        say(offered.description()
                + problem.map(why -> "; no frozen tier: " + why).orElse(frozen.isPresent() ? "; a frozen tier" : ""));
    }

    private void say(String description) {
        if (!said.equals(description)) {
            said = description;
            log.accept(description);
        }
    }

    private void put(IndexTemplates texts) throws IOException {
        for (var policy : texts.policies().all().entrySet()) {
            requests.putPolicy(policy.getKey(), policy.getValue());
        }
        for (var component : texts.components().entrySet()) {
            requests.putComponent(component.getKey(), component.getValue());
        }
        var templates = texts.templates();
        for (var template : templates.entrySet()) {
            requests.putTemplate(template.getKey(), template.getValue());
        }
        var left = new HashSet<>(requests.templates(IndexTemplates.NAME + '-'));
        left.removeAll(templates.keySet());
        for (var name : left) {
            requests.deleteTemplate(name);
        }
    }

    private void deleteExpired() throws IOException {
        var now = clock.instant();
        List<String> indices = requests.managedIndices();
        for (var index : indices) {
            if (plan.isExpired(index, now)) {
                requests.deleteIndex(index);
                log.accept("Deleted " + index + ", whose retention is over");
            }
        }
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    /** False, and nothing is done, where another indexer has the lease. */
    private boolean underLease(Action action) throws IOException {
        if (!lease.acquire()) {
            return false;
        }
        try {
            action.run();
            return true;
        } finally {
            lease.release();
        }
    }

    @FunctionalInterface
    private interface Step {
        Optional<String> run() throws IOException;
    }

    private Optional<String> attempt(Step step) {
        try {
            return step.run();
        } catch (ElasticsearchException | MalformedJsonException | IOException e) {
            return Optional.of(trouble.of(e));
        }
    }
}
