package io.logmesh.archiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.archive.ArchiveLayout;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long NOW = 1_795_338_000_000L;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Progress settled(long committed, long passed, long end) {
        return new Progress(committed, new Metadata.Settled(passed), end);
    }

    @Test
    void isThatOfTheSlowestPartition() {
        assertThat(Progress.ofAll(List.of(settled(5, NOW - 10, 9), settled(5, NOW - 20, 9)), NOW))
                .isEqualTo(NOW - 20);
    }

    @Test
    void isNowForPartitionsThatAreReadToTheirEndOrEmpty() {
        assertThat(Progress.ofAll(List.of(settled(9, NOW - 10, 9), settled(-1, -1, 0)), NOW))
                .isEqualTo(NOW);
    }

    /** Its range may be stored in part only, though nothing is behind it. */
    @Test
    void isNotNowWhereARangeIsDeclared() {
        var intent = new Metadata.Intent(8, NOW - 30, TestArchive.recipe(ArchiveFormat.JSON, ""));
        assertThat(Progress.ofAll(List.of(new Progress(9, intent, 9)), NOW)).isEqualTo(NOW - 30);
    }

    @Test
    void isNothingWhereAPartitionHasNotBegun() {
        assertThat(Progress.ofAll(List.of(settled(9, NOW, 9), settled(-1, -1, 3)), NOW))
                .isNegative();
    }

    @Test
    void sealsTheHoursThatEndedBeforeItLessTheLateness() {
        var hours = new SealableHours(MINUTE, Duration.ofDays(7));
        long hour = Duration.ofHours(1).toMillis();
        assertThat(hours.recent(NOW + MINUTE.toMillis()).limit(2)).containsExactly(NOW - hour, NOW - 2 * hour);
        assertThat(hours.recent(NOW + MINUTE.toMillis() - 1).findFirst()).hasValue(NOW - 2 * hour);
        assertThat(hours.recent(-1)).isEmpty();
        assertThat(hours.recent(2 * hour + MINUTE.toMillis())).containsExactly(hour, 0L);
    }

    /** However long nothing could be sealed, and however late a record is. */
    @Test
    void looksAtEachHourOfTheLastWeekInItsTurnAndAtFewAtATime() {
        var hours = new SealableHours(MINUTE, Duration.ofDays(7));
        var seen = new TreeSet<Long>();
        hours.recent(NOW).forEach(seen::add);
        for (int look = 0; look < 6 * 24 / 2; look++) {
            var older = hours.older(NOW, look).boxed().toList();
            assertThat(older).hasSize(2);
            seen.addAll(older);
        }
        assertThat(seen).hasSize(7 * 24);
        assertThat(seen.last() - seen.first())
                .isEqualTo(Duration.ofHours(7 * 24 - 1).toMillis());
        assertThat(hours.older(NOW, 72))
                .containsExactlyElementsOf(hours.older(NOW, 0).boxed().toList());
        assertThat(new SealableHours(MINUTE, Duration.ofDays(1)).older(NOW, 3)).isEmpty();
        assertThat(hours.older(-1, 0)).isEmpty();
    }

    @Test
    void sealsOnlyLayoutsWithOneFolderForEachHour() {
        assertThat(SealableHours.has(ArchiveLayout.DEFAULT)).isTrue();
        assertThat(SealableHours.has(ArchiveLayout.parse("{source}/{dt}"))).isFalse();
        assertThat(SealableHours.has(ArchiveLayout.parse("{source}/{dt}/{hour}/{minute}")))
                .isFalse();
        assertThat(SealableHours.has(ArchiveLayout.parse("{source}/{dt}/{hour}/{namespace}")))
                .isFalse();
    }
}
