package io.logmesh.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FluentdJsonTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:30:00.5Z");
    private static final Container KAFKA =
            new Container("infrastructure", "kafka-0", "kafka", "local", Map.of("b", "2", "a", "1"));

    @Test
    void hasTheLineAndWhereItWasWritten() {
        var line = new CriLine("2026-11-22T09:30:00Z", "stdout", false, "a \"quoted\" line\t\u0001");

        assertThat(new String(new FluentdJson().of(line, KAFKA, NOW), StandardCharsets.UTF_8))
                .isEqualTo("{\"log\":\"a \\\"quoted\\\" line\\t\\u0001\",\"stream\":\"stdout\",\"logtag\":\"F\","
                        + "\"time\":\"2026-11-22T09:30:00Z\","
                        + "\"kubernetes\":{\"namespace_name\":\"infrastructure\",\"pod_name\":\"kafka-0\","
                        + "\"container_name\":\"kafka\",\"host\":\"local\",\"labels\":{\"a\":\"1\",\"b\":\"2\"}},"
                        + "\"ingest_ts\":\"2026-11-22T09:30:00.500Z\"}");
    }

    @Test
    void leavesNothingOfTheRecordBefore() {
        var json = new FluentdJson();
        var line = new CriLine("2026-11-22T09:30:00Z", "stdout", true, "x");

        assertThat(json.of(line, KAFKA, NOW)).isEqualTo(json.of(line, KAFKA, NOW));
    }
}
