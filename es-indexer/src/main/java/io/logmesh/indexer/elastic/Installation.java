package io.logmesh.indexer.elastic;

import io.logmesh.contract.sources.IndexSettings.Into;
import io.logmesh.indexer.bulk.DailyIndex;
import io.logmesh.indexer.bulk.IndexPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Brings what indices are made from, and the indices that are there, in line with a plan. Can be repeated. */
record Installation(
        ClusterRequests requests,
        Inventory inventory,
        IndexPlan plan,
        LifecyclePolicies policies,
        IndexTemplates templates) {

    /** For a day that no index is made for soon. */
    private static final String ANY_INDEX = "logs-" + DailyIndex.SHARED + "-2099.12.31";

    /** So many names fit an address. */
    private static final int AT_ONCE = 30;

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
     * has given a policy of his own. Returns why that is not possible, or nothing: it is no reason not to index.
     */
    Optional<String> reassign() {
        try {
            for (var change : changes().entrySet()) {
                for (var indices : batches(change.getValue())) {
                    requests.setPolicy(indices, change.getKey());
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            boolean isRefused = String.valueOf(e.getMessage()).contains("security_exception");
            return Optional.of("existing indices keep their lifecycle policies, since "
                    + (isRefused ? "the right manage on logs-* is missing" : "that failed: " + e.getMessage()));
        }
    }

    /** By the policy that they are to have. */
    private Map<String, List<String>> changes() throws IOException {
        var changes = new TreeMap<String, List<String>>();
        if (policies.all().isEmpty()) {
            return changes;
        }
        var ours = new HashSet<>(inventory.ownPolicies());
        var present = inventory.policiesOfIndices();
        for (var index : inventory.ownIndices()) {
            var now = present.getOrDefault(index, "");
            if (now.isEmpty() || ours.contains(now)) {
                wanted(index, now).filter(policy -> !policy.equals(now)).ifPresent(policy -> changes.computeIfAbsent(
                                policy, _ -> new ArrayList<>())
                        .add(index));
            }
        }
        return changes;
    }

    private static List<List<String>> batches(List<String> indices) {
        return IntStream.iterate(0, from -> from < indices.size(), from -> from + AT_ONCE)
                .mapToObj(from -> indices.subList(from, Math.min(from + AT_ONCE, indices.size())))
                .toList();
    }

    /**
     * None for what is left of the days before a source had a stream, since that one's policy is not for daily indices; and
     * for those of a source that is declared no more, which go on by the policy that they have.
     */
    private Optional<String> wanted(String index, String now) {
        return DailyIndex.partsOf(index)
                .map(DailyIndex.Parts::source)
                .filter(source -> now.isEmpty()
                        || source.equals(DailyIndex.SHARED)
                        || plan.sources().containsKey(source))
                .filter(source -> plan.of(source).into() != Into.STREAM)
                .flatMap(source -> policies.of(source, plan.of(source)));
    }
}
