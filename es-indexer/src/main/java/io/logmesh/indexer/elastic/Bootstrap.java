package io.logmesh.indexer.elastic;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.indexer.bulk.IndexPlan;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Prepares the cluster for the indices and cares for them: component and index templates, lifecycle policies where the
 * cluster has such, and where it has none, the deletion of indices whose time is over. Every step can be repeated, and
 * one indexer at a time takes them.
 */
public final class Bootstrap {

    private final ClusterRequests requests;
    private final Lease lease;
    private final Trouble trouble;
    private final Supplier<IndexPlan> plan;
    private final Clock clock;
    private final Consumer<String> log;
    private volatile Optional<ClusterFeatures> features = Optional.empty();
    private volatile String health = "unknown";
    private volatile Optional<IndexPlan> installed = Optional.empty();

    Bootstrap(
            ClusterRequests requests,
            Lease lease,
            Trouble trouble,
            Supplier<IndexPlan> plan,
            Clock clock,
            Consumer<String> log) {
        this.requests = requests;
        this.lease = lease;
        this.trouble = trouble;
        this.plan = plan;
        this.clock = clock;
        this.log = log;
    }

    /** Asks the cluster what it offers, and puts what the plan needs; returns what is wrong, or nothing. */
    public Optional<String> install() {
        return attempt(() -> {
            var offered = requests.features();
            var problem = offered.problem();
            if (problem.isPresent()) {
                return Optional.of(trouble.incompatible(problem.get()));
            }
            var wanted = plan.get();
            if (!underLease(() -> put(new IndexTemplates(wanted, offered)))) {
                return Optional.of("Another indexer prepares Elasticsearch at the moment");
            }
            if (!features.equals(Optional.of(offered))) {
                log.accept(offered.description());
            }
            features = Optional.of(offered);
            installed = Optional.of(wanted);
            return Optional.empty();
        });
    }

    /** Does that again where the plan has changed or somebody has deleted the templates. */
    public Optional<String> ensure() {
        return attempt(() -> {
            health = requests.health();
            return installed.equals(Optional.of(plan.get())) && requests.hasTemplate(IndexTemplates.NAME)
                    ? Optional.empty()
                    : install();
        });
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

    private void put(IndexTemplates texts) throws IOException {
        for (var policy : texts.policies().entrySet()) {
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
            if (plan.get().isExpired(index, now)) {
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
