package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sources choose, and what each record has without it, from header to header. */
class FeaturesTopologyTest extends EnricherOnTestDriver {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '\u0000', textBlock = """
        "log":"{\\"traceparent\\":\\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\\"}" => text
        "log":"level=info traceId=0af7651916cd43dd8448eb211c80319c spanId=b7ad6b7169203331 msg=x" => text
        "log":"x","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" => collector
        "log":"x","dd":{"trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331"} => collector
        """)
    void findsTheTrace(String members, String where) {
        pipe("{" + members + "}", headers("shop"));

        assertThat(values("logs.enriched.shop"))
                .as(where)
                .singleElement()
                .asString()
                .contains("\"trace_id\":\"" + TRACE + "\",\"span_id\":\"" + SPAN + "\"");
        assertNothingElse();
    }

    @Test
    void tellsTheTimeOfAnEventInAHeaderWhereItIsAnother() {
        pipe("{\"log\":\"2024-05-05T09:59:58.500Z INFO x\"}", headers("shop"));
        pipe("{\"log\":\"2024-05-05T10:00:00Z INFO x\"}", headers("shop").add(HeaderNames.EVENT_TS, bytes("17")));
        pipe("{\"log\":\"1999-05-05T10:00:00Z INFO x\"}", headers("shop").add(HeaderNames.EVENT_TS, bytes("17")));

        assertThat(read("logs.enriched.shop"))
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.EVENT_TS))
                .containsExactly(Long.toString(COLLECTED.toEpochMilli() - 1_500), null, null);
        assertNothingElse();
    }

    @Test
    void parsesByTheFormatsAndPatternsOfTheSourceAndNoOthers() {
        pipe("{\"log\":\"{\\\"a\\\":1}\"}", headers("parsed"));
        pipe("{\"log\":\"GET took 12\"}", headers("parsed"));
        pipe("{\"log\":\"10.0.0.1 sent 42\"}", headers("parsed"));
        pipe("{\"log\":\"a=1 b=2\"}", headers("parsed"));

        var records = values("logs.enriched.parsed");
        assertThat(records.subList(0, 3))
                .extracting(record -> record.substring(record.indexOf("\"fields\"")))
                .containsExactly(
                        "\"fields\":{\"a\":1}}",
                        "\"fields\":{\"verb\":\"GET\",\"ms\":\"12\"}}",
                        "\"fields\":{\"client.ip\":\"10.0.0.1\",\"size\":42}}");
        assertThat(records.getLast()).doesNotContain("fields").contains("\"log\":\"a=1 b=2\"");
        assertThat(counted(MetricNames.ENRICH_UNPARSED, "source", "parsed")).isEqualTo(1);
        assertNothingElse();
    }

    @Test
    void hashesEqualValuesEquallyAndNothingOfThemIsLeft() {
        pipe("{\"log\":\"user=ann@x.de id=order-7\"}", headers("hashed"));
        pipe("{\"log\":\"mail from ann@x.de\",\"source\":\"ann@x.de\"}", headers("hashed"));

        var records = values("logs.enriched.hashed");
        assertThat(String.join("", records)).doesNotContain("ann@x.de", "order-7");
        var hash = records.getFirst().replaceAll(".*(\\[email:[0-9a-f]{12}]).*", "$1");
        assertThat(records.getFirst())
                .contains("\"user\":\"" + hash + "\"")
                .containsPattern("\"id\":\"\\[pattern:[0-9a-f]{12}]\"");
        assertThat(records.getLast()).contains("mail from " + hash, "\"fields\":{\"source\":\"" + hash + "\"}");
        assertThat(registry.counter(MetricNames.ENRICH_REDACTED, "detector", "email")
                        .count())
                .isEqualTo(3);
        assertNothingElse();
    }

    @Test
    void joinsFromStartToStartUpToTheLimitsOfTheSource() {
        var lines = List.of(
                "Begin",
                "and on",
                "Next",
                "a",
                "b",
                "c",
                "Long " + "x".repeat(30),
                "y".repeat(20),
                "z".repeat(20),
                "End");
        for (int i = 0; i < lines.size(); i++) {
            routed.pipeInput(new TestRecord<>(
                    KEY, bytes("{\"log\":\"" + lines.get(i) + "\"}"), headers("started", id(i)), COLLECTED));
        }
        passTicks(6);

        var records = values("logs.enriched.started");
        assertThat(records)
                .extracting(record -> record.replaceAll(".*\"log\":\"([^\"]*)\".*", "$1"))
                .containsExactly(
                        "Begin\\nand on",
                        "Next\\na\\nb",
                        "c",
                        "Long " + "x".repeat(30) + "\\n" + "y".repeat(20),
                        "z".repeat(20),
                        "End");
        assertThat(records)
                .extracting(record -> record.contains("\"truncated\":true"))
                .containsExactly(false, true, false, true, false, false);
        assertThat(registry.counter(MetricNames.JOIN_EVENTS, "reason", "limit").count())
                .isEqualTo(2);
        assertNothingElse();
    }

    private List<String> values(String topic) {
        return read(topic).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
