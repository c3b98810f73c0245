package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logmesh.contract.sources.Multiline.Trace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultilineTest {

    @Test
    void isDetectedUnlessSomethingIsSaid() throws Exception {
        assertThat(multiline("{}")).isEqualTo(Multiline.AUTO);
        assertThat(multiline("{multiline: auto}")).isEqualTo(Multiline.AUTO);
        assertThat(Multiline.AUTO.traces()).containsExactly(Trace.values());
        assertThat(Multiline.AUTO.timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(Sources.none().defaultSource().treatment().multiline()).isEqualTo(Multiline.AUTO);
    }

    @Test
    void takesOneTraceOrSeveral() throws Exception {
        assertThat(multiline("{multiline: java}").traces()).containsExactly(Trace.JAVA);
        assertThat(multiline("{multiline: [ruby, go]}").traces()).containsExactly(Trace.GO, Trace.RUBY);
        assertThat(multiline("{multiline: java}").automatic()).isFalse();
        assertThat(multiline("{multiline: off}").joins()).isFalse();
    }

    @Test
    void takesAStartAndLimits() throws Exception {
        var multiline = multiline("{multiline: {start: '^[0-9]{4}-', timeout: 2s, lines: 50, bytes: 64KiB}}");

        assertThat(multiline.start().orElseThrow().pattern()).isEqualTo("^[0-9]{4}-");
        assertThat(multiline.traces()).isEmpty();
        assertThat(multiline.automatic()).isFalse();
        assertThat(multiline.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(multiline.maxLines()).isEqualTo(50);
        assertThat(multiline.maxBytes()).isEqualTo(64 * 1024);
    }

    @Test
    void limitsAloneLeaveTheDetectionOn() throws Exception {
        assertThat(multiline("{multiline: {lines: 50}}").automatic()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{multiline: jav}|multiline is auto, off or one of java",
                "{multiline: [java, {}]}|multiline is auto, off or one of java",
                "{multiline: {begin: x}}|unknown key 'begin' in multiline of source 'app'",
                "{multiline: {start: '(a'}}|no regular expression (RE2): missing closing )",
                "{multiline: {start: '(?=a)'}}|no regular expression (RE2)",
                "{multiline: {start: a, traces: java}}|start or traces, not both",
                "{multiline: {timeout: 31s}}|timeout is a length of time up to 30s",
                "{multiline: {lines: 10001}}|lines is a number from 1 to 10000",
                "{multiline: {bytes: 2MiB}}|bytes is a size up to 1MiB"
            })
    void refusesWhatItDoesNotKnow(String source, String message) {
        var refused = catchThrowableOfType(InvalidSourcesException.class, () -> multiline(source));

        assertThat(refused).hasMessageContaining(message);
    }

    @Test
    void changesTheHashOfTheRules() throws Exception {
        assertThat(Sources.parse("f", "sources: {app: {match: 'true', multiline: go}}")
                        .hash())
                .isNotEqualTo(
                        Sources.parse("f", "sources: {app: {match: 'true'}}").hash());
    }

    private static Multiline multiline(String source) throws InvalidSourcesException {
        return Sources.parse("f", "sources: {app: " + source + "}\ndefault: app\n")
                .named("app")
                .orElseThrow()
                .treatment()
                .multiline();
    }
}
