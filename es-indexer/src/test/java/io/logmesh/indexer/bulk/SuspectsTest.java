package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuspectsTest {

    private static final long STEP = Duration.ofSeconds(5).toNanos();

    private final Suspects<Doc> suspects = new Suspects<>();
    private final Doc suspect = Doc.of(1);

    @Test
    void givesUpBehindTheLastFailureWhereManyOthersWereTakenBetweenThem() {
        for (int failure = 1; failure < Suspects.FAILURES; failure++) {
            assertThat(fails(failure * STEP)).isFalse();
            take(Suspects.TAKEN_FOR_EACH);
        }

        assertThat(fails(Suspects.FAILURES * STEP)).isTrue();
        assertThat(suspects.isEmpty()).isTrue();
    }

    @Test
    void neverGivesUpWhileNothingOfTheSameIndexIsTaken() {
        fails(0);
        take(1000 * Suspects.TAKEN_FOR_EACH);
        for (int failure = 1; failure < 10 * Suspects.FAILURES; failure++) {
            suspects.taken("logs-other-2026.11.22");
            assertThat(fails(failure * STEP)).isFalse();
        }
    }

    /** As where one of several shards fails. */
    @Test
    void neverGivesUpWhereAGoodPartOfTheIndexFails() {
        for (int failure = 1; failure < 10 * Suspects.FAILURES; failure++) {
            take(Suspects.TAKEN_FOR_EACH / 2);
            for (int number = 0; number <= failure * 10; number++) {
                assertThat(suspects.isGivenUp(Doc.of(number), failure * STEP)).isFalse();
            }
        }
    }

    @Test
    void givesUpSeveralThatAreFewAmongAll() {
        for (int failure = 1; failure < Suspects.FAILURES; failure++) {
            IntStream.range(0, 5).forEach(number -> suspects.isGivenUp(Doc.of(number), 0));
            take(Suspects.TAKEN_FOR_EACH);
        }

        assertThat(IntStream.range(0, 5).filter(number -> suspects.isGivenUp(Doc.of(number), Suspects.FAILURES * STEP)))
                .hasSize(5);
    }

    @Test
    void doesNotGiveUpBeforeItsTimeHoweverManyFailuresThereWere() {
        for (int failure = 0; failure < 100; failure++) {
            take(Suspects.TAKEN_FOR_EACH);
            assertThat(fails(failure)).isFalse();
        }
    }

    @Test
    void beginsAnewForADocumentThatIsForgotten() {
        for (int failure = 1; failure < Suspects.FAILURES; failure++) {
            fails(failure * STEP);
            take(Suspects.TAKEN_FOR_EACH);
        }

        suspects.forget(suspect);

        assertThat(suspects.isEmpty()).isTrue();
        assertThat(fails(Suspects.FAILURES * STEP)).isFalse();
    }

    private void take(int documents) {
        for (int i = 0; i < documents; i++) {
            suspects.taken(suspect.index());
        }
    }

    private boolean fails(long now) {
        return suspects.isGivenUp(suspect, now);
    }
}
