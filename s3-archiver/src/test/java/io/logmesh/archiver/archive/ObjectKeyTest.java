package io.logmesh.archiver.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ObjectKeyTest {

    private static final Range RANGE = new Range(new Partition("logs.enriched.web", 11), 100, 245);

    @Test
    void namesSourceHourAndRange() {
        assertThat(ObjectKey.of("logs", "web", Hour.of(1_795_338_000_000L), RANGE))
                .isEqualTo("logs/web/dt=2026-11-22/hour=09/logs.enriched.web-11-100-245.json.gz");
    }

    @Test
    void hasNoEmptyFolderWithoutAPrefix() {
        assertThat(ObjectKey.of("", "web", Hour.of(0), RANGE)).startsWith("web/dt=1970-01-01/hour=00/");
    }

    @Test
    void refusesASourceThatWouldLeaveItsFolder() {
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectKey.of("logs", "../x", Hour.of(0), RANGE));
    }

    @Test
    void putsTheLastMillisecondOfAnHourIntoThatHour() {
        assertThat(Hour.of(3_599_999)).isEqualTo(new Hour(0));
        assertThat(Hour.of(3_600_000)).isEqualTo(new Hour(1));
    }

    @Test
    void canNotFileTimesThatHaveNoFourDigitYear() {
        assertThat(Hour.canHold(253_402_300_799_999L)).isTrue();
        assertThat(Hour.canHold(253_402_300_800_000L)).isFalse();
        assertThat(Hour.canHold(-1)).isFalse();
    }
}
