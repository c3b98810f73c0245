package io.logmesh.indexer;

import io.logmesh.indexer.bulk.DeliveryListener.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells an operator why documents wait, and what to do: each index and reason once in {@link #EVERY}, and no more than
 * {@value #MOST} in that time, since what concerns a whole cluster concerns all its indices. Thread-safe: all state is guarded
 * by the monitor of this object.
 */
final class PutOffs {

    static final Duration EVERY = Duration.ofSeconds(30);
    static final int MOST = 10;

    private final Clock clock;
    private final Consumer<String> log;
    private final Set<Reason> told = new HashSet<>();
    private Instant since = Instant.MIN;

    /** @param log takes the lines */
    PutOffs(Clock clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    void tell(Reason reason, int documents) {
        if (isNew(reason)) {
            log.accept("%s takes no documents (%s), so that %d wait for now%s"
                    .formatted(reason.index(), reason.error(), documents, remedy(reason.error())));
        }
    }

    private synchronized boolean isNew(Reason reason) {
        var now = clock.instant();
        if (!now.isBefore(since.plus(EVERY))) {
            since = now;
            told.clear();
        }
        return told.size() < MOST && told.add(reason);
    }

    private static String remedy(String error) {
        return switch (error) {
            case "cluster_block_exception" ->
                ": it is read-only; look at the disks of Elasticsearch's nodes, and at index.blocks.* of the index";
            case "security_exception" ->
                ": the credentials lack a right; check create_doc and create_index on logs-*, for this name, too";
            case "index_not_found_exception" ->
                ": it is not made by writing to it; check action.auto_create_index of Elasticsearch";
            case "index_closed_exception" -> ": it is closed; open it (POST <index>/_open)";
            case "validation_exception" ->
                ": the cluster may not have more shards; let sources share an index (into: shared), or add nodes";
            case "unavailable_shards_exception" ->
                ": its shard has no node; GET _cluster/allocation/explain of Elasticsearch says why";
            default -> "";
        };
    }
}
