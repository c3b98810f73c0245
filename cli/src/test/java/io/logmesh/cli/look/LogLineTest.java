package io.logmesh.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogLineTest {

    @Test
    void showsWhatAnEnrichedRecordSays() {
        var line = of("{\"log\":\"WARN low on disk\",\"message\":\"low on disk\",\"level\":\"warn\",\"source\":\"app\","
                + "\"@timestamp\":\"2026-11-22T09:30:00.000Z\",\"kubernetes\":{\"pod_name\":\"p\",\"labels\":{\"level\":\"x\"},"
                + "\"namespace_name\":\"n\",\"container_name\":\"c\"}}");

        assertThat(line).isEqualTo(new LogLine("2026-11-22T09:30:00.000Z", "app", "n/p/c", "warn", "low on disk"));
    }

    @Test
    void showsAnythingElseAsText() {
        assertThat(of("plain").message()).isEqualTo("plain");
        assertThat(of("{\"broken").message()).isEqualTo("{\"broken");
        assertThat(of("[1]").message()).isEqualTo("[1]");
        assertThat(of("").message()).isEmpty();
    }

    @Test
    void letsNoLogTakeOverTheTerminal() {
        assertThat(of("{\"log\":\"a\\u001b[2J\\nb\\u0007\"}").message()).isEqualTo("a [2J ⏎ b");
    }

    @Test
    void cutsLongMessages() {
        assertThat(of("x".repeat(5_000)).message()).hasSize(2_001).endsWith("…");
    }

    @Test
    void coloursTheLevelInATerminalOnly() {
        assertThat(printed(true)).isEqualTo("t  s  \u001b[31merror\u001b[0m  m");
        assertThat(printed(false)).isEqualTo("t  s  error  m");
    }

    private static String printed(boolean colour) {
        var out = new StringWriter();
        new LinePrinter(new PrintWriter(out), colour).print(new LogLine("t", "s", "", "error", "m"));
        return out.toString().strip();
    }

    private static LogLine of(String value) {
        return LogLine.of(value.getBytes(StandardCharsets.UTF_8));
    }
}
