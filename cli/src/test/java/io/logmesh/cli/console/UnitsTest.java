package io.logmesh.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {"0=0 B", "1023=1023 B", "1536=1.5 KiB", "3250586=3.1 MiB", "5000000000=4.7 GiB"})
    void writesBytesInBinaryUnits(long bytes, String written) {
        assertThat(Units.bytes(bytes)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {"0=0", "0.44=0.4", "9.94=9.9", "10=10", "1234.5=1,235"})
    void writesSmallRatesWithADigitMore(double rate, String written) {
        assertThat(Units.rate(rate)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {"0.0124=12 ms", "1.44=1.4 s", "200=3m 20s"})
    void writesSecondsInTheUnitThatFits(double seconds, String written) {
        assertThat(Units.seconds(seconds)).isEqualTo(written);
    }
}
