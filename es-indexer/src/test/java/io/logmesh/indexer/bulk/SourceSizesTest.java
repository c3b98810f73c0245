package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.indexer.bulk.SourceSizes.Size;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceSizesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 10);

    @Test
    void givesAnIndexToThoseThatWereLargeOnAnyDayOfAWeek() {
        var sizes = new SourceSizes(List.of(
                new Size("large", TODAY.minusDays(7), 100, true),
                new Size("large", TODAY.minusDays(1), 5, false),
                new Size("once", TODAY.minusDays(8), 100, true),
                new Size("later", TODAY.plusDays(1), 100, true),
                new Size("small", TODAY.minusDays(1), 99, true),
                new Size("grown", TODAY.minusDays(1), 100, false)));

        assertThat(sizes.ownOn(TODAY, 100)).containsExactlyInAnyOrder("large", "grown");
    }

    @Test
    void leavesASourceWhereItBeganTheDay() {
        var sizes = new SourceSizes(List.of(new Size("small", TODAY, 1, true), new Size("tiny", TODAY, 1, false)));

        assertThat(sizes.ownOn(TODAY, 100)).containsExactly("small");
    }
}
