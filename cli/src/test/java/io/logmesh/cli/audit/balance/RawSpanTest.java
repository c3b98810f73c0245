package io.logmesh.cli.audit.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.audit.balance.RawSpan.Verdict;
import io.logmesh.contract.RecordId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawSpanTest {

    private final RawSpan span = new RawSpan();

    RawSpanTest() {
        span.add("logs.raw", 3, 100, 200);
    }

    @ParameterizedTest
    @CsvSource({"99, GONE", "100, READ", "199, READ", "200, LATER"})
    void judgesByTheOffsets(long offset, Verdict verdict) {
        assertThat(span.verdict(RecordId.of(1_763_000_000_000L, "logs.raw", 3, offset)))
                .isEqualTo(verdict);
        assertThat(span.verdict(RecordId.part(RecordId.of(1, "logs.raw", 3, offset), 7)))
                .isEqualTo(verdict);
    }

    @Test
    void knowsNothingOfOtherPartitions() {
        assertThat(span.verdict(RecordId.of(1, "logs.raw", 2, 150))).isEqualTo(Verdict.GONE);
        assertThat(span.verdict(RecordId.of(1, "k8s-logs", 3, 150))).isEqualTo(Verdict.GONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "0019a-12-3-4", "99999999999999999999-1-1-1"})
    void tellsIdsThatNoMeshMakes(String id) {
        assertThat(span.verdict(id)).isEqualTo(Verdict.FOREIGN);
    }
}
