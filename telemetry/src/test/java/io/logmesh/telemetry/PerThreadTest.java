package io.logmesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PerThreadTest {

    private final PerThread<OwnCount> counts = new PerThread<>(OwnCount::new);

    @Test
    void threadsOneAfterTheOtherGoOnWithOneCount() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Thread.ofPlatform().start(() -> counts.own().increment()).join();
        }

        assertThat(counts.sum(OwnCount::get)).isEqualTo(100);
        assertThat(counts.all()).hasSize(1);
    }

    @Test
    void threadsThatLiveAtOnceHaveEachTheirOwn() throws InterruptedException {
        var counted = new CountDownLatch(2);
        Runnable count = () -> {
            counts.own().increment();
            counted.countDown();
            try {
                counted.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        };
        var one = Thread.ofPlatform().start(count);
        var other = Thread.ofVirtual().start(count);
        one.join();
        other.join();

        assertThat(counts.sum(OwnCount::get)).isEqualTo(2);
        assertThat(counts.all()).hasSize(2);
    }
}
