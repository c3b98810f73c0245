package io.logmesh.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "1 - sum by (a, b) (rate(x_total{job=\"router\", le=\"60.0\"}[5m])) / sum(x) > 0.2",
                "(x unless x offset 15m) or increase(x[15m]) and on (a) y",
                "{mesh=\"logmesh\", __name__=~\"a|b\"}",
                "histogram_quantile(0.99, sum by (le) (rate(x_bucket[$__rate_interval])))",
                "14.4 * 0.01",
            })
    void takesWhatIsPromql(String text) {
        PromqlSyntax.check(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sum(x",
                "sum by (a) ",
                "x{a=b}",
                "x{a}",
                "rate(x[5m]",
                "x +",
                "x y",
                "x{a=\"b\"",
                "(x))",
                "x ! y"
            })
    void refusesWhatIsNot(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PromqlSyntax.check(text));
    }
}
