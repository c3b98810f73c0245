package io.logmesh.indexer.elastic;

import io.logmesh.contract.sources.IndexSettings.Into;
import io.logmesh.indexer.bulk.DailyIndex;
import io.logmesh.indexer.bulk.IndexPlan;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import org.elasticsearch.client.ResponseException;

/** Brings what indices are made from, and the indices that are there, in line with a plan. Can be repeated. */
record Installation(
        ClusterRequests requests,
        Inventory inventory,
        IndexPlan plan,
        LifecyclePolicies policies,
        IndexTemplates templates) {

    /** For a day that no index is made for soon. */
    private static final String ANY_INDEX = "logs-" + DailyIndex.SHARED + "-2099.12.31";

    private static final int FORBIDDEN = 403;

    /** Puts policies, components and templates, and deletes those templates of ours that the plan has not. */
    void put() throws IOException {
        for (var policy : policies.all().entrySet()) {
            requests.putPolicy(policy.getKey(), policy.getValue());
        }
        for (var component : templates.components().entrySet()) {
            requests.putComponent(component.getKey(), component.getValue());
        }
        var wanted = templates.templates();
        for (var template : wanted.entrySet()) {
            requests.putTemplate(template.getKey(), template.getValue());
        }
        var left = new HashSet<>(inventory.ownTemplates());
        left.removeAll(wanted.keySet());
        for (var name : left) {
            requests.deleteTemplate(name);
        }
    }

    /** Whether somebody else's template would make our indices, so that no document fits. */
    boolean isOverruled() throws IOException {
        return !inventory.wouldBeOurs(ANY_INDEX);
    }

    /**
     * Lets the daily indices that are there go by the policy that those made from now on go by; but for those that somebody
     * has given a policy of his own. Returns why that is not possible, or nothing.
     */
    Optional<String> reassign() throws IOException {
        if (policies.all().isEmpty()) {
            return Optional.empty();
        }
        var ours = new HashSet<>(inventory.ownPolicies());
        var present = inventory.policiesOfIndices();
        for (var index : inventory.ownIndices()) {
            var wanted = wanted(index);
            var now = present.getOrDefault(index, "");
            boolean isOurs = now.isEmpty() || ours.contains(now);
            if (isOurs && wanted.isPresent() && !wanted.get().equals(now) && !set(index, wanted.get())) {
                return Optional.of(
                        "existing indices keep their lifecycle policies, since the right manage on logs-* is missing");
            }
        }
        return Optional.empty();
    }

    /** None for what is left of the days before a source had a stream: that one's policy is not for daily indices. */
    private Optional<String> wanted(String index) {
        return DailyIndex.partsOf(index)
                .map(DailyIndex.Parts::source)
                .filter(source -> plan.of(source).into() != Into.STREAM)
                .flatMap(source -> policies.of(source, plan.of(source)));
    }

    private boolean set(String index, String policy) throws IOException {
        try {
            requests.setPolicy(index, policy);
            return true;
        } catch (ResponseException e) {
            if (e.getResponse().getStatusLine().getStatusCode() == FORBIDDEN) {
                return false;
            }
            throw e;
        }
    }
}
