package io.logmesh.archiver.archive;

/**
 * Keeps a commit whose answer was lost from taking effect late. Such a request may still be on its way; if it arrived
 * behind a later commit it would turn the partition back to a range that is done, and whoever read that would choose new
 * ends behind it. The coordinator refuses requests of a past generation, so after a lost answer nothing is committed
 * until the group has moved on to the next.
 */
public final class CommitFence {

    private int uncertain = Integer.MIN_VALUE;

    /** A commit sent in {@code generation} got no clear answer. */
    public void answerLost(int generation) {
        uncertain = Math.max(uncertain, generation);
    }

    /** Whether a commit may be sent in {@code generation}; if not, the group must be rebalanced first. */
    public boolean isOpen(int generation) {
        return generation > uncertain;
    }
}
