package io.logmesh.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({"100,100", "2KiB,2048", "64MiB,67108864", "3 GiB,3221225472"})
    void isReadWithAndWithoutAUnit(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "-1", "1MB", "1.5MiB", "9999999999999"})
    void isRefusedInAnyOtherForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse(text))
                .withMessageContaining("like 64MiB");
    }

    @Test
    void isPlainBytesAtTheLimit() {
        assertThat(ByteSize.parse("0").bytes()).isZero();
    }
}
