package io.logmesh.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "60s, PT1M", "5m, PT5M", "2h, PT2H", "7d, P7D", "0s, PT0S"})
    void readsANumberAndItsUnit(String written, Duration meant) {
        assertThat(Durations.parse(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "s", "-5s", "1.5m", "5 m", "PT5M", "99999999999s"})
    void refusesAnythingElse(String written) {
        assertThatThrownBy(() -> Durations.parse(written))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + written + "' is no duration");
    }

    @Test
    void writesDurationsShort() {
        assertThat(Units.duration(Duration.ofSeconds(42))).isEqualTo("42s");
        assertThat(Units.duration(Duration.ofSeconds(200))).isEqualTo("3m 20s");
        assertThat(Units.duration(Duration.ofMinutes(125))).isEqualTo("2h 5m");
    }
}
