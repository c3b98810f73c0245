package io.logmesh.contract.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', textBlock = """
        plain,plain
        a\\"b\\\\c\\/d,a"b\\c/d
        \\u0041\\u00e4\\u20ac,Aä€
        \\ud83d\\ude00,😀
        ä€😀,ä€😀
        \\ud83dx,\ufffdx
        \\ude00\\ud83d,\ufffd\ufffd
        \\ud83d\\u0041,\ufffdA
        \\ud83d,\ufffd
        """)
    void decodesIntoABuffer(String escaped, String text) {
        byte[] json = escaped.getBytes(StandardCharsets.UTF_8);
        var out = new JsonBuffer(1);

        JsonText.decodeTo(out, json, 0, json.length);

        assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8)).isEqualTo(text);
    }
}
