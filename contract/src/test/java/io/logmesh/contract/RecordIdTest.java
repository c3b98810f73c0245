package io.logmesh.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordIdTest {

    @Test
    void isMadeOfWhereTheRecordStands() {
        assertThat(RecordId.of(1_767_225_600_000L, "logs.raw", 3, 42)).isEqualTo("19b76daa800-c0df505c-3-42");
    }

    @Test
    void tellsThePartsOfAMessageApart() {
        var message = RecordId.of(0, "logs.raw", 0, 0);
        assertThat(RecordId.part(message, 0))
                .isNotEqualTo(RecordId.part(message, 1))
                .startsWith(message);
    }

    @Test
    void changesWithEachOfItsParts() {
        assertThat(new String[] {
                    RecordId.of(1, "a", 1, 1),
                    RecordId.of(2, "a", 1, 1),
                    RecordId.of(1, "b", 1, 1),
                    RecordId.of(1, "a", 2, 1),
                    RecordId.of(1, "a", 1, 2)
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void sortsByTimeAsText() {
        assertThat(RecordId.of(99_999_999_999L, "z", 9, 9)).isLessThan(RecordId.of(100_000_000_000L, "a", 0, 0));
    }
}
