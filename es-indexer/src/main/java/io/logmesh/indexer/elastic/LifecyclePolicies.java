package io.logmesh.indexer.elastic;

import io.logmesh.contract.sources.IndexSettings;
import io.logmesh.contract.sources.IndexSettings.Into;
import io.logmesh.indexer.bulk.IndexPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lifecycle policies of the indices, where the cluster has such: one for all sources, and one more for each source with a
 * retention or a data stream of its own. They are called as the template that they belong to.
 *
 * @param hasFrozenTier whether indices can move to the bucket of the plan
 */
record LifecyclePolicies(IndexPlan plan, ClusterFeatures cluster, boolean hasFrozenTier) {

    /** Behind this time nobody writes much to a daily index. */
    private static final Duration WARM_BEHIND = Duration.ofDays(2);

    private static final Duration ONE_DAY = Duration.ofDays(1);

    /** By name; none where the cluster has none. */
    Map<String, String> all() {
        var policies = new LinkedHashMap<String, String>();
        of("", IndexSettings.DEFAULT).ifPresent(name -> policies.put(name, policy(plan.retention(), false)));
        plan.sources().forEach((source, index) -> {
            boolean isStream = index.into() == Into.STREAM;
            of(source, index)
                    .filter(name -> !name.equals(IndexTemplates.NAME))
                    .ifPresent(name -> policies.put(name, policy(plan.retentionOf(source), isStream)));
        });
        return policies;
    }

    /**
     * The name of the policy that a source's indices go by. They have one though nothing is ever deleted, so that a retention
     * which is given later holds for them, too.
     */
    Optional<String> of(String source, IndexSettings index) {
        if (!cluster.hasLifecycles()) {
            return Optional.empty();
        }
        if (index.into() == Into.STREAM || index.retention().isPresent()) {
            return Optional.of(IndexTemplates.NAME + '-' + source);
        }
        return Optional.of(IndexTemplates.NAME);
    }

    /** @param kept absent = for ever */
    private String policy(Optional<Duration> kept, boolean isStream) {
        var phases = new ArrayList<String>();
        var rollover = isStream ? "\"rollover\": {\"max_age\": \"1d\", \"max_primary_shard_size\": \"50gb\"}, " : "";
        phases.add(phase("hot", Duration.ZERO, rollover + "\"set_priority\": {\"priority\": 100}"));
        if (isBefore(WARM_BEHIND, kept)) {
            phases.add(phase(
                    "warm",
                    WARM_BEHIND,
                    "\"forcemerge\": {\"max_num_segments\": 1}, \"set_priority\": {\"priority\": 50}"));
        }
        if (hasFrozenTier && isBefore(plan.frozen().orElseThrow().after(), kept)) {
            phases.add(phase(
                    "frozen",
                    age(plan.frozen().orElseThrow().after(), isStream),
                    "\"searchable_snapshot\": {\"snapshot_repository\": \"" + FrozenTier.REPOSITORY + "\"}"));
        }
        kept.ifPresent(time -> phases.add(phase("delete", age(time, isStream), "\"delete\": {}")));
        return "{\"policy\": {\"_meta\": {\"managed_by\": \"logmesh\"}, \"phases\": {" + String.join(", ", phases)
                + "}}}";
    }

    private static boolean isBefore(Duration time, Optional<Duration> kept) {
        return kept.isEmpty() || time.compareTo(kept.get()) < 0;
    }

    /** A daily index is as old as its day has begun; a data stream's index counts from its rollover. */
    private static Duration age(Duration behindTheEnd, boolean isStream) {
        return isStream ? behindTheEnd : behindTheEnd.plus(ONE_DAY);
    }

    private static String phase(String name, Duration from, String actions) {
        return "\"%s\": {\"min_age\": \"%dh\", \"actions\": {%s}}".formatted(name, from.toHours(), actions);
    }
}
