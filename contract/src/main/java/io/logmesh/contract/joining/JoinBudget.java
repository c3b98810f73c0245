package io.logmesh.contract.joining;

import java.util.concurrent.atomic.AtomicLong;

/** How much heap all pending events of the process may take together. Thread-safe. */
public final class JoinBudget {

    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong records = new AtomicLong();

    /** The limit is in bytes. */
    public JoinBudget(long limit) {
        this.limit = limit;
    }

    /** In bytes, about. */
    public long held() {
        return held.get();
    }

    /** How many records wait. */
    public long records() {
        return records.get();
    }

    void change(long bytes) {
        held.addAndGet(bytes);
    }

    void changeRecords(long more) {
        records.addAndGet(more);
    }

    boolean isExceeded() {
        return held.get() > limit;
    }
}
