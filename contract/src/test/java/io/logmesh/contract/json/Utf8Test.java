package io.logmesh.contract.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Utf8Test {

    @Test
    void cutsBeforeACharacterThatWouldBeSplit() {
        var text = "aä€😀".getBytes(UTF_8);
        var cuts = IntStream.of(1, 2, 3, 4, 5, 6, 7, 9, 10, 99).map(limit -> Utf8.floor(text, limit));
        assertThat(cuts.toArray()).containsExactly(1, 1, 3, 3, 3, 6, 6, 6, 10, 10);
    }

    @Property(tries = 1_000)
    void whatIsCutIsStillWellFormed(@ForAll String any, @ForAll @IntRange(max = 40) int limit) {
        var text = any.getBytes(UTF_8);
        int cut = Utf8.floor(text, limit);
        var kept = new String(text, 0, cut, UTF_8);
        assertThat(kept.getBytes(UTF_8)).hasSize(cut);
        assertThat(new String(text, UTF_8)).startsWith(kept);
        assertThat(cut).isBetween(Math.min(text.length, limit) - 3, limit);
    }
}
