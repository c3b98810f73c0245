package io.logmesh.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoveredIdsTest {

    private static final long T = 1_763_000_000_000L;

    @Test
    void writesNeighboursShort() {
        var covered = new CoveredIds(id(T, 10));
        for (int i = 1; i <= 40; i++) {
            covered.add(id(T + 2L * i, 10 + i));
        }
        covered.add(id(T + 80, 55));

        assertThat(covered).hasToString("40x1@2,5");
        assertThat(covered.lastId()).isEqualTo(id(T + 80, 55));
        assertThat(CoveredIds.read(id(T, 10), covered.toString()).orElseThrow())
                .hasSize(41)
                .startsWith(id(T + 2, 11))
                .endsWith(id(T + 80, 55));
    }

    @Test
    void isEmptyOfOneRecord() {
        assertThat(new CoveredIds(id(T, 10))).hasToString("");
    }

    @Property
    void whatIsWrittenIsRead(@ForAll("ids") List<String> ids) {
        var covered = new CoveredIds(ids.getFirst());
        var others = ids.subList(1, ids.size());
        others.forEach(covered::add);

        if (!others.isEmpty()) {
            assertThat(CoveredIds.read(ids.getFirst(), covered.toString())).contains(others);
        }
    }

    @Property
    void goesOnWhereAnotherStopped(@ForAll("ids") List<String> ids, @ForAll int anywhere) {
        int cut = 1 + Math.floorMod(anywhere, ids.size());
        var whole = new CoveredIds(ids.getFirst());
        ids.subList(1, ids.size()).forEach(whole::add);

        var first = new CoveredIds(ids.getFirst());
        ids.subList(1, cut).forEach(first::add);
        var second = new CoveredIds(first.lastId(), first.toString());
        ids.subList(cut, ids.size()).forEach(second::add);

        assertThat(second).hasToString(whole.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1,", "0x", "abc", "1@", "10001x1", "9999x1,2x1", "1 ,2", "99999999999999999999"})
    void nothingIsReadFromWhatItDidNotWrite(String covers) {
        assertThat(CoveredIds.read(id(T, 10), covers)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id-1", "", "0199aaaaaaa-deadbeef-0-007", "0199aaaaaaa-DEADBEEF-0-7"})
    void refusesIdsThatTheMeshDoesNotMake(String id) {
        assertThat(CoveredIds.isValid(id)).isFalse();
        assertThat(CoveredIds.read(id, "1")).isEmpty();
        assertThatThrownBy(() -> new CoveredIds(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<List<String>> ids() {
        var part = Arbitraries.integers().between(-1, 3);
        var offset = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 5), Arbitraries.longs().between(0, 1L << 50));
        return Combinators.combine(
                        Arbitraries.longs().between(T, T + 2),
                        Arbitraries.of("logs.raw", "other"),
                        Arbitraries.integers().between(0, 1),
                        offset,
                        part)
                .as((time, topic, partition, at, index) -> {
                    var id = RecordId.of(time, topic, partition, at);
                    return index < 0 ? id : RecordId.part(id, index);
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static String id(long time, long offset) {
        return RecordId.of(time, "logs.raw", 0, offset);
    }
}
