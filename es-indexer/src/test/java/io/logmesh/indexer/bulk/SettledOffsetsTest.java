package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SettledOffsetsTest {

    private final SettledOffsets offsets = new SettledOffsets();

    @Test
    void settlesARangeWithItsLastRecord() {
        var range = offsets.await(11, 2);
        range.settleOne();
        assertThat(offsets.settledThrough()).isEqualTo(-1);

        range.settleOne();

        assertThat(offsets.settledThrough()).isEqualTo(11);
        assertThat(offsets.isIdle()).isTrue();
    }

    @Test
    void doesNotPassARangeThatIsOpen() {
        var first = offsets.await(9, 1);
        var second = offsets.await(19, 1);

        second.settleOne();
        assertThat(offsets.settledThrough()).isEqualTo(-1);
        assertThat(offsets.isIdle()).isFalse();

        first.settleOne();
        assertThat(offsets.settledThrough()).isEqualTo(19);
    }

    @Test
    void neverGoesBackWhereRecordsAreReadAgain() {
        offsets.await(19, 1).settleOne();

        offsets.await(9, 1).settleOne();

        assertThat(offsets.settledThrough()).isEqualTo(19);
    }

    @Test
    void keepsNothingOfWhatIsSettledBehindARecordThatIsPutOff() {
        var stuck = offsets.await(0, 1);
        for (int offset = 1; offset <= 1000; offset++) {
            offsets.await(offset, 1).settleOne();
        }
        assertThat(offsets.open()).isEqualTo(1);
        assertThat(offsets.settledThrough()).isEqualTo(-1);

        stuck.settleOne();

        assertThat(offsets.settledThrough()).isEqualTo(1000);
        assertThat(offsets.isIdle()).isTrue();
    }

    @Property
    void isAlwaysJustBelowTheFirstOpenRange(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 5) Integer> sizes, @ForAll long seed) {
        var partition = new SettledOffsets();
        var open = new ArrayList<Integer>();
        var ranges = new ArrayList<SettledOffsets.Range>();
        for (int i = 0; i < sizes.size(); i++) {
            ranges.add(partition.await(i * 10L, sizes.get(i)));
            open.addAll(Collections.nCopies(sizes.get(i), i));
        }
        Collections.shuffle(open, new Random(seed));
        while (!open.isEmpty()) {
            ranges.get(open.removeLast()).settleOne();
            long firstOpen = open.stream().mapToLong(Integer::longValue).min().orElse(sizes.size());
            assertThat(partition.settledThrough()).isEqualTo(firstOpen == 0 ? -1 : (firstOpen - 1) * 10);
        }
        assertThat(partition.isIdle()).isTrue();
    }
}
