package io.logmesh.archiver.archive;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What the protocol needs of the consumer group. */
public interface OffsetCommits {

    /**
     * Commits {@code offset} with {@code metadata}, fenced by the assignment: it fails, for ever, once the partition has
     * been taken away. Any failure may be tried again. A failed attempt must not take effect after a later one has: see
     * {@link CommitFence}.
     */
    CompletionStage<Void> commit(Assignment assignment, long offset, String metadata);

    /**
     * Of the partitions whose records have all been received up to the given offset (-1 for none yet), the consumer's
     * position: nothing that was or will be handed out stands between the two.
     */
    CompletionStage<Map<Assignment, Long>> drained(Map<Assignment, Long> lastReceived);
}
