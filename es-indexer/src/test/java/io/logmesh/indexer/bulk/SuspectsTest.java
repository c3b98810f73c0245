package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuspectsTest {

    private static final long LATE = Suspects.AT_LEAST.toNanos();

    private final Suspects<Doc> suspects = new Suspects<>();

    @Test
    void givesUpBehindTheLastAttemptAndTheLastSecond() {
        for (int attempt = 1; attempt < Suspects.ATTEMPTS; attempt++) {
            assertThat(suspects.isGivenUp(Doc.of(1), attempt == 1 ? 0 : LATE)).isFalse();
        }

        assertThat(suspects.isGivenUp(Doc.of(1), LATE)).isTrue();
    }

    @Test
    void doesNotGiveUpBeforeItsTimeHoweverManyAttemptsThereWere() {
        for (int attempt = 0; attempt < 100; attempt++) {
            assertThat(suspects.isGivenUp(Doc.of(1), LATE - 1)).isFalse();
        }
    }

    @Test
    void countsEachDocumentForItself() {
        for (int attempt = 0; attempt < Suspects.ATTEMPTS - 1; attempt++) {
            suspects.isGivenUp(Doc.of(1), 0);
        }

        assertThat(suspects.isGivenUp(Doc.of(2), LATE)).isFalse();
    }

    @Test
    void beginsAnewForADocumentThatIsForgotten() {
        for (int attempt = 0; attempt < Suspects.ATTEMPTS - 1; attempt++) {
            suspects.isGivenUp(Doc.of(1), 0);
        }

        suspects.forget(Doc.of(1));

        assertThat(suspects.isGivenUp(Doc.of(1), LATE)).isFalse();
    }
}
