package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SuspectsTest {

    private static final long STEP = Duration.ofSeconds(5).toNanos();

    private final Suspects<Doc> suspects = new Suspects<>();
    private final Doc suspect = Doc.of(1);

    @Test
    void givesUpBehindTheLastFailureWhereOthersWereTakenBetweenThem() {
        for (int failure = 1; failure < Suspects.FAILURES; failure++) {
            assertThat(fails(failure * STEP)).isFalse();
            suspects.taken(suspect.index(), failure * STEP + 1);
        }

        assertThat(fails(Suspects.FAILURES * STEP)).isTrue();
        assertThat(suspects.isEmpty()).isTrue();
    }

    @Test
    void countsAnotherThatIsTakenBesideIt() {
        for (int failure = 1; failure < Suspects.FAILURES; failure++) {
            suspects.taken(suspect.index(), failure * STEP);
            assertThat(fails(failure * STEP)).isFalse();
        }

        suspects.taken(suspect.index(), Suspects.FAILURES * STEP);
        assertThat(fails(Suspects.FAILURES * STEP)).isTrue();
    }

    @Test
    void neverGivesUpWhileNothingOfTheSameIndexIsTaken() {
        for (int failure = 1; failure < 10 * Suspects.FAILURES; failure++) {
            suspects.taken("logs-other-2026.11.22", failure * STEP);
            assertThat(fails(failure * STEP)).isFalse();
        }
    }

    @Test
    void doesNotGiveUpBeforeItsTimeHoweverManyFailuresThereWere() {
        for (int failure = 0; failure < 100; failure++) {
            suspects.taken(suspect.index(), failure);
            assertThat(fails(failure)).isFalse();
        }
    }

    @Test
    void beginsAnewForADocumentThatIsForgotten() {
        for (int failure = 1; failure < Suspects.FAILURES; failure++) {
            fails(failure * STEP);
            suspects.taken(suspect.index(), failure * STEP + 1);
        }

        suspects.forget(suspect);

        assertThat(fails(Suspects.FAILURES * STEP)).isFalse();
    }

    private boolean fails(long now) {
        return suspects.isGivenUp(suspect, now);
    }
}
