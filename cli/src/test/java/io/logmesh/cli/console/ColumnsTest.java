package io.logmesh.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void breaksBetweenWords() {
        assertThat(Columns.wrapped("one two three four five", 12))
                .containsExactly("one two", "    three", "    four", "    five");
    }

    @Test
    void breaksAWordThatIsTooLong() {
        assertThat(Columns.wrapped("abcdefghijklmnop", 8)).containsExactly("abcdefgh", "    ijkl", "    mnop");
    }

    @Test
    void marksWhatIsCut() {
        assertThat(Columns.cut("enricher", 8)).isEqualTo("enricher");
        assertThat(Columns.cut("enrichers", 8)).isEqualTo("enriche…");
    }
}
