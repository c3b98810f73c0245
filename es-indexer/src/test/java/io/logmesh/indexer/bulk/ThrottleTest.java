package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.logmesh.indexer.bulk.Attempt.Load;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final Throttle throttle =
            new Throttle(new InFlightLimit(1), new Backoff(Duration.ofMillis(200), Duration.ofMillis(200)));

    @Test
    void letsNoMoreRunThanTheLimit() throws InterruptedException {
        throttle.enter();
        var second = entering();
        assertThat(throttle.running()).isEqualTo(1);

        throttle.leave(Load.TAKEN, 1, Duration.ZERO);

        second.join();
        assertThat(throttle.running()).isEqualTo(1);
    }

    @Test
    void letsNobodyInForAWhileBehindAFailure() throws InterruptedException {
        throttle.enter();
        long begin = System.nanoTime();
        throttle.leave(Load.UNAVAILABLE, 1, Duration.ZERO);

        throttle.enter();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void tellsHowLongItPausesUntilARequestGoesWell() throws InterruptedException {
        throttle.enter();
        throttle.leave(Load.UNAVAILABLE, 1, Duration.ZERO);
        assertThat(throttle.backoff()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));

        throttle.enter();
        throttle.leave(Load.TAKEN, 1, Duration.ZERO);
        assertThat(throttle.backoff()).isZero();
    }

    @Test
    void sendsThoseAwayThatWaitWhenItIsClosed() throws InterruptedException {
        throttle.enter();
        var second = entering();

        throttle.close();

        assertThatThrownBy(second::join).hasCauseInstanceOf(InterruptedException.class);
    }

    private CompletableFuture<Void> entering() {
        var entered = new CompletableFuture<Void>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                throttle.enter();
                entered.complete(null);
            } catch (InterruptedException e) {
                entered.completeExceptionally(e);
            }
        });
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return entered;
    }
}
