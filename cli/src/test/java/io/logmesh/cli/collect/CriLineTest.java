package io.logmesh.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CriLineTest {

    private static final String TIME = "2026-11-22T09:30:00.123456789Z";

    @Test
    void readsAFullLine() {
        assertThat(CriLine.parse(TIME + " stdout F hello  world "))
                .contains(new CriLine(TIME, "stdout", false, "hello  world "));
    }

    @Test
    void readsAPartOfALine() {
        assertThat(CriLine.parse(TIME + " stderr P the beginning of "))
                .contains(new CriLine(TIME, "stderr", true, "the beginning of "));
    }

    @Test
    void passesOverTagsItDoesNotKnow() {
        assertThat(CriLine.parse(TIME + " stdout P:x=1:y text")).contains(new CriLine(TIME, "stdout", true, "text"));
    }

    @Test
    void readsATimeWithAnOffset() {
        assertThat(CriLine.parse("2026-11-22T10:30:00+01:00 stdout F x"))
                .contains(new CriLine("2026-11-22T10:30:00+01:00", "stdout", false, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {TIME + " stdout F ", TIME + " stdout F"})
    void readsAnEmptyLine(String line) {
        assertThat(CriLine.parse(line)).contains(new CriLine(TIME, "stdout", false, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "hello stdout F world",
                TIME,
                TIME + " stdout",
                TIME + " stdin F x",
                TIME + " stdout X x",
                TIME + " stdout FP x",
                TIME + "  stdout F x",
                "2026-13-22T09:30:00Z stdout F x",
                "2026-11-22 stdout F x",
                "{\"log\": \"x stdout F y\"}"
            })
    void refusesWhatIsNoSuchLine(String line) {
        assertThat(CriLine.parse(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {TIME + " stdout F hello", TIME + " stderr P ", TIME + " stdout F  two blanks"})
    void writesWhatItReads(String line) {
        assertThat(CriLine.parse(line).map(CriLine::format)).contains(line);
    }
}
