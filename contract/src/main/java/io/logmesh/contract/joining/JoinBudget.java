package io.logmesh.contract.joining;

import java.util.concurrent.atomic.AtomicLong;

/** How much heap all pending events of the process may take together. Thread-safe. */
public final class JoinBudget {

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    /** The limit is in bytes. */
    public JoinBudget(long limit) {
        this.limit = limit;
    }

    /** In bytes, about. */
    public long held() {
        return held.get();
    }

    void change(long bytes) {
        held.addAndGet(bytes);
    }

    boolean isExceeded() {
        return held.get() > limit;
    }
}
