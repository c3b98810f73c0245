package io.logmesh.contract.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeLimitTest {

    private static final int LIMIT = Routing.MAX_VALUE_BYTES;

    private final SizeLimit sizeLimit = new SizeLimit();

    @Test
    void leavesARecordOfExactlyTheLimit() {
        var value = "{\"log\":\"" + "x".repeat(LIMIT - 10) + "\"}";

        assertThat(fit(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "\u00e9", "\u20ac", "\ud83d\ude00", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\\"", "\\\\"})
    void cutsTheTextBetweenCharacters(String character) {
        for (int shift = 0; shift < 12; shift++) {
            var value = "{\"a\":\"" + "y".repeat(shift) + "\",\"log\":\"" + character.repeat(LIMIT) + "\",\"z\":[1]}";

            var fitted = fit(value);

            var layout = new RecordLayout();
            byte[] bytes = fitted.getBytes(StandardCharsets.UTF_8);
            assertThat(layout.read(bytes)).as("is JSON").isTrue();
            assertThat(bytes.length).isBetween(LIMIT - 12, LIMIT);
            assertThat(fitted).endsWith(character + "\",\"z\":[1],\"truncated\":true}");
        }
    }

    @Test
    void keepsAMarkThatIsThere() {
        assertThat(fit("{\"truncated\":true,\"message\":\"" + "x".repeat(LIMIT) + "\"}"))
                .hasSize(LIMIT)
                .startsWith("{\"truncated\":true,\"message\":\"x")
                .endsWith("x\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "null", "0", "\"no\"", "{\"a\":1}"})
    void takesBackWhatACollectorSaidBefore(String denial) {
        assertThat(fit("{\"log\":\"" + "x".repeat(2 * LIMIT) + "\",\"truncated\":" + denial + ",\"n\":1}"))
                .hasSize(LIMIT)
                .endsWith("x\",\"truncated\":true,\"n\":1}");
    }

    @Test
    void takesARecordForTextWhereSomethingElseIsLarge() {
        assertThat(fit("{\"log\":\"short\",\"other\":\"" + "x".repeat(LIMIT) + "\"}"))
                .hasSize(LIMIT)
                .startsWith("{\"log\":\"{\\\"log\\\":\\\"short\\\",\\\"other\\\":\\\"xxx")
                .endsWith("xxx\",\"truncated\":true}");
    }

    @Test
    void cutsWrappedText() {
        byte[] value = sizeLimit.wrap("\n".repeat(3 * LIMIT).getBytes(StandardCharsets.UTF_8));

        assertThat(fit(new String(value, StandardCharsets.UTF_8)))
                .hasSizeBetween(LIMIT - 1, LIMIT)
                .endsWith("\\n\",\"truncated\":true}");
    }

    private String fit(String value) {
        var layout = new RecordLayout();
        assertThat(layout.read(value.getBytes(StandardCharsets.UTF_8))).isTrue();
        return new String(sizeLimit.fit(layout), StandardCharsets.UTF_8);
    }
}
