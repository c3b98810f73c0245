package io.logmesh.indexer;

import io.logmesh.indexer.bulk.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the service stops. Whoever pauses then wakes, and gives up. */
final class Stopping implements Pause {

    private final CountDownLatch begun = new CountDownLatch(1);

    void begin() {
        begun.countDown();
    }

    @Override
    public void last(Duration time) throws InterruptedException {
        if (begun.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the service stops");
        }
    }
}
