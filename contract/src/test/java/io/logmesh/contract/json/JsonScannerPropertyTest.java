package io.logmesh.contract.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The scanner judged by another reader: what one takes, the other takes, and both decode alike. */
class JsonScannerPropertyTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    private final JsonScanner scanner = new JsonScanner();

    @Property(tries = 20_000)
    void acceptsExactlyWhatJacksonAccepts(@ForAll("nearlyJson") String text) {
        var json = text.getBytes(StandardCharsets.UTF_8);
        assertThat(scannerAccepts(json)).as(text).isEqualTo(jacksonAccepts(json));
    }

    @Property(tries = 5_000)
    void neverFailsOtherwiseThanByItsOwnException(@ForAll byte[] bytes) {
        scannerAccepts(bytes);
    }

    @Property(tries = 2_000)
    void writesAndReadsAnyText(@ForAll String text) throws IOException {
        var wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var json = new JsonBuffer(16).appendString(wellFormed).toByteArray();
        scanner.reset(json).skipValue();
        assertThat(scanner.valueText()).isEqualTo(wellFormed);
        assertThat(JACKSON.readValue(json, String.class)).isEqualTo(wellFormed);
    }

    @Provide
    Arbitrary<String> nearlyJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"a\"",
                        "\"b\\n\"",
                        "1",
                        "-0.5e3",
                        "0",
                        "true",
                        "null",
                        " ",
                        "\\",
                        "\"",
                        "ä",
                        "{\"k\":1}",
                        "[1,2]",
                        "\"\":",
                        "\"x\":")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private boolean scannerAccepts(byte[] json) {
        try {
            scanner.reset(json).skipValue();
            return scanner.atEnd();
        } catch (MalformedJsonException _) {
            return false;
        }
    }

    private static boolean jacksonAccepts(byte[] json) {
        try (JsonParser parser = JACKSON.createParser(json)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (JsonProcessingException _) {
            return false;
        } catch (IOException e) {
            throw new AssertionError("no input or output here", e);
        }
    }
}
