package io.logmesh.contract.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logmesh.contract.sources.LinePattern.Capture;
import io.logmesh.contract.sources.Parsing.LogFormat;
import io.logmesh.contract.sources.Parsing.Parser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParsingTest {

    @Test
    void isDetectedUnlessSomethingIsSaid() throws Exception {
        assertThat(parsing("{}")).isEqualTo(Parsing.AUTO);
        assertThat(parsing("{parse: auto}")).isEqualTo(Parsing.AUTO);
        assertThat(parsing("{parse: off}").automatic()).isFalse();
        assertThat(parsing("{parse: off}").parsers()).isEmpty();
    }

    @Test
    void takesFormatsAndPatternsInTheirOrder() throws Exception {
        var parsers =
                parsing("{parse: [logfmt, {regex: '(?P<b>x)(?P<a>y)'}, json]}").parsers();

        assertThat(parsers).hasSize(3);
        assertThat(parsers.getFirst()).isEqualTo(new Parser.Known(LogFormat.LOGFMT));
        assertThat(((Parser.Custom) parsers.get(1)).pattern().fields())
                .containsExactly(new Capture(1, "b", false), new Capture(2, "a", false));
        assertThat(parsing("{parse: zap}").parsers()).containsExactly(new Parser.Known(LogFormat.ZAP));
    }

    @Test
    void expandsGrok() throws Exception {
        var pattern = ((Parser.Custom) parsing("{parse: {grok: '%{IP:client.ip} \\(%{WORD}\\) (?P<x>.)%{INT:n:int}'}}")
                        .parsers()
                        .getFirst())
                .pattern();

        assertThat(pattern.fields()).extracting(Capture::name).containsExactly("client.ip", "n", "x");
        assertThat(pattern.fields()).extracting(Capture::number).containsExactly(false, true, false);
        var matcher = pattern.pattern().matcher("10.0.0.1 (a) b7");
        assertThat(matcher.matches()).isTrue();
        assertThat(pattern.fields())
                .extracting(field -> matcher.group(field.group()))
                .containsExactly("10.0.0.1", "7", "b");
    }

    @Test
    void everyGrokPatternCompiles() throws Exception {
        for (var name : Grok.names()) {
            assertThat(Grok.compile("%{" + name + ":a}").fields()).as(name).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{parse: jsno}|parse is auto, off, a pattern or one of json, logfmt",
                "{parse: [[]]}|parse is auto, off, a pattern or one of json",
                "{parse: {regexp: x}}|unknown key 'regexp' in parse of source 'app'; did you mean 'regex'?",
                "{parse: {regex: '(x'}}|no regular expression (RE2): missing closing )",
                "{parse: {regex: x}}|without a group such as (?P<name>...)",
                "{parse: {grok: '%{IPP:a}'}}|no grok pattern 'IPP'; did you mean 'IP'?",
                "{parse: {grok: '%{IP}'}}|without a name such as %{WORD:name}",
                "{parse: {grok: '(%{IP:a}'}}|no grok pattern: missing closing )"
            })
    void refusesWhatItDoesNotKnow(String source, String message) {
        var refused = catchThrowableOfType(InvalidSourcesException.class, () -> parsing(source));

        assertThat(refused).hasMessageContaining(message);
    }

    @Test
    void refusesGrokThatIsTooLongToCompile() {
        for (var grok : List.of("%{WORD:a}" + "x".repeat(4_096), "%{IPORHOST:a}".repeat(300))) {
            var refused = catchThrowableOfType(
                    InvalidSourcesException.class, () -> parsing("{parse: {grok: '" + grok + "'}}"));

            assertThat(refused).hasMessageContaining("characters");
        }
    }

    private static Parsing parsing(String source) throws InvalidSourcesException {
        return Sources.parse("f", "sources: {app: " + source + "}\ndefault: app\n")
                .named("app")
                .orElseThrow()
                .treatment()
                .parsing();
    }
}
