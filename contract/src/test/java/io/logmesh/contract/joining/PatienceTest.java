package io.logmesh.contract.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final long T = 1_763_000_000_000L;

    private final Patience patience = new Patience();

    @Test
    void endsWhereNothingComes() {
        patience.heard(T, T);
        var since = patience.now();

        tick(5);
        assertThat(patience.isOver(since, TIMEOUT)).isFalse();
        tick(1);
        assertThat(patience.isOver(since, TIMEOUT)).isTrue();
    }

    @Test
    void endsWhereOtherRecordsTellThatTimeHasPassed() {
        patience.heard(T, T);
        var since = patience.now();

        for (int i = 1; i <= 6; i++) {
            tick(1);
            patience.heard(T + 100L * i, T + 100L * i);
        }

        assertThat(patience.isOver(since, TIMEOUT)).isTrue();
    }

    @Test
    void doesNotEndInABacklogWhoseRecordsAreOfTheSameTime() {
        patience.heard(T, T + 9_000_000);
        var since = patience.now();

        for (int i = 1; i <= 100; i++) {
            tick(1);
            patience.heard(T + i, T + 9_000_000);
        }

        assertThat(patience.isOver(since, TIMEOUT)).isFalse();
    }

    @Test
    void doesNotEndForARecordFromTheFuture() {
        patience.heard(T, T);
        var since = patience.now();
        tick(6);

        patience.heard(T + 86_400_000, T + 10);

        assertThat(patience.isOver(since, TIMEOUT)).isFalse();
    }

    @Test
    void endsAtLast() {
        patience.heard(T, T);
        var since = patience.now();

        for (int i = 1; i <= 600; i++) {
            tick(1);
            patience.heard(T, T);
        }

        assertThat(patience.isOver(since, TIMEOUT)).isTrue();
    }

    @Test
    void waitsLongerForTheFirstRecordAfterAStart() {
        tick(100);
        assertThat(patience.isOver(Patience.Moment.BEFORE, TIMEOUT)).isFalse();

        tick(6);
        assertThat(patience.isOver(Patience.Moment.BEFORE, TIMEOUT)).isTrue();
    }

    @Test
    void countsFromTheFirstRecordAfterAStart() {
        tick(50);
        patience.heard(T, T);
        assertThat(patience.isOver(Patience.Moment.BEFORE, TIMEOUT)).isFalse();

        patience.heard(T + 500, T + 500);
        assertThat(patience.isOver(Patience.Moment.BEFORE, TIMEOUT)).isTrue();
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            patience.tick();
        }
    }
}
