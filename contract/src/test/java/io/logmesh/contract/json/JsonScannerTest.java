package io.logmesh.contract.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {

    private final JsonScanner scanner = new JsonScanner();

    @Test
    void walksTheMembersOfAnObject() {
        assertThat(members("{\"a\":1, \"b\" : {\"c\":[1,{\"d\":null}]} ,\"e\":\"f\\\"}\"}"))
                .containsExactly("a=1", "b={\"c\":[1,{\"d\":null}]}", "e=\"f\\\"}\"");
    }

    @Test
    void walksAnEmptyObject() {
        assertThat(members(" { } ")).isEmpty();
    }

    @Test
    void keepsTheCurrentKeyWhileAnObjectIsSkipped() {
        scanner.reset(bytes("{\"outer\":{\"inner\":1}}")).beginObject();
        scanner.nextMember();
        scanner.skipValue();
        assertThat(scanner.keyIs(bytes("outer"))).isTrue();
    }

    @Test
    void entersNestedObjectsAndComesBack() {
        scanner.reset(bytes("{\"a\":{\"b\":1},\"c\":2}")).beginObject();
        scanner.nextMember();
        assertThat(scanner.beginObject()).isTrue();
        assertThat(scanner.nextMember()).isTrue();
        scanner.skipValue();
        assertThat(scanner.nextMember()).isFalse();
        assertThat(scanner.nextMember()).isTrue();
        assertThat(scanner.keyIs(bytes("c"))).isTrue();
        scanner.skipValue();
        assertThat(scanner.nextMember()).isFalse();
        assertThat(scanner.atEnd()).isTrue();
    }

    @Test
    void leavesWhatFollowsAValueToTheCaller() {
        var text = bytes("{} {\"a\":1}");
        scanner.reset(text).skipValue();
        assertThat(scanner.atEnd()).isFalse();
        scanner.skipValue();
        assertThat(new String(text, scanner.valueStart(), scanner.valueEnd() - scanner.valueStart(), UTF_8))
                .isEqualTo("{\"a\":1}");
        assertThat(scanner.atEnd()).isTrue();
    }

    @Test
    void doesNotTakeAScalarForAnObject() {
        assertThat(scanner.reset(bytes("[1]")).beginObject()).isFalse();
        assertThat(scanner.beginArray()).isTrue();
    }

    @Test
    void decodesStrings() {
        scanner.reset(bytes("\"\\u00e4\\n\\t\\\\\\/\\\"\\ud83d\\ude00ö\"")).skipValue();
        assertThat(scanner.valueIsString()).isTrue();
        assertThat(scanner.valueText()).isEqualTo("ä\n\t\\/\"😀ö");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "10",
                "-1.5",
                "1e9",
                "1E+9",
                "1.25e-3",
                "true",
                "false",
                "null",
                "\"\"",
                "[]",
                "{}",
                "[[],[{}]]",
                "\"\u00ff\uffff\"",
                " [1 , 2] ",
                "\"\\ud800\""
            })
    void acceptsWhatIsJson(String json) {
        scanner.reset(bytes(json)).skipValue();
        assertThat(scanner.atEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "01",
                "-",
                "+1",
                ".5",
                "1.",
                "1e",
                "1e+",
                "NaN",
                "tru",
                "True",
                "nul",
                "'a'",
                "\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"a\nb\"",
                "\"\u0000\"",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{,}",
                "{1:2}",
                "[}",
                "{]",
                "]",
                "}",
                "//",
                "{\"a\":1]"
            })
    void refusesWhatIsNot(String json) {
        assertThatThrownBy(() -> skipWhole(bytes(json))).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\u0080\"",
                "\"\u00c3\"",
                "\"\u00c0\u00af\"",
                "\"\u00e0\u0080\u0080\"",
                "\"\u00ed\u00a0\u0080\"",
                "\"\u00f0\u0080\u0080\u0080\"",
                "\"\u00f4\u0090\u0080\u0080\"",
                "\"\u00f5\u0080\u0080\u0080\"",
                "\"\u00ff\"",
                "\"\u00e2\u0082\"",
                "{\"\u00ff\":1}"
            })
    void refusesIllFormedUtf8(String bytesAsLatin1) {
        assertThatThrownBy(() -> skipWhole(bytesAsLatin1.getBytes(ISO_8859_1)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void refusesToNestDeeperThanTheLimit() {
        skipWhole(bytes("[".repeat(JsonScanner.MAX_DEPTH) + "]".repeat(JsonScanner.MAX_DEPTH)));
        assertThatThrownBy(() -> skipWhole(bytes("[".repeat(100_000)))).hasMessageContaining("nesting");
    }

    @Test
    void refusesNumbersThatNoReaderTakes() {
        assertThatThrownBy(() -> skipWhole(bytes("9".repeat(401)))).hasMessageContaining("number");
    }

    @Test
    void readsNothingOutsideItsRange() {
        var text = bytes("xx{\"a\":1}yy");
        assertThat(scanner.reset(text, 2, 9).beginObject()).isTrue();
        assertThat(scanner.nextMember()).isTrue();
        scanner.skipValue();
        assertThat(scanner.nextMember()).isFalse();
        assertThat(scanner.atEnd()).isTrue();
    }

    private List<String> members(String json) {
        var text = bytes(json);
        var members = new ArrayList<String>();
        assertThat(scanner.reset(text).beginObject()).isTrue();
        while (scanner.nextMember()) {
            scanner.skipValue();
            members.add(new String(text, scanner.keyStart(), scanner.keyEnd() - scanner.keyStart(), UTF_8) + "="
                    + new String(text, scanner.valueStart(), scanner.valueEnd() - scanner.valueStart(), UTF_8));
        }
        assertThat(scanner.atEnd()).isTrue();
        return members;
    }

    private void skipWhole(byte[] json) {
        scanner.reset(json).skipValue();
        if (!scanner.atEnd()) {
            throw new MalformedJsonException("more than one value", scanner.position());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
