package io.logmesh.it;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests wait before it until it opens. */
final class Gate {

    private static final int LIMIT_SECONDS = 90;

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    void await() throws InterruptedException {
        waiting.incrementAndGet();
        if (!open.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody opened the gate");
        }
    }

    /** How many have come to it. */
    int arrived() {
        return waiting.get();
    }

    void open() {
        open.countDown();
    }
}
