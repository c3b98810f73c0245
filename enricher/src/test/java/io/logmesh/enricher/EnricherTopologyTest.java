package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.IdSample;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnricherTopologyTest extends EnricherOnTestDriver {

    @Test
    void writesToTheTopicOfTheSourceAndNowhereElse() {
        pipe("{\"log\":\"[WARN] low\\n\"}", headers("shop"));

        var record = read("logs.enriched.shop").getFirst();
        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.getRecordTime()).isEqualTo(COLLECTED);
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"@timestamp\":\"2024-05-05T10:00:00.000Z\",\"ingest_ts\":\"2024-05-05T10:00:00.000Z\","
                        + "\"source\":\"shop\",\"event_id\":\"id-1\",\"level\":\"warn\",\"message\":\"low\","
                        + "\"log\":\"[WARN] low\\n\"}");
        assertNothingElse();
    }

    @Test
    void keepsTheHeadersAndAddsTheLevel() {
        pipe("{\"log\":\"[WARN] low\"}", headers("shop").add("tenant", bytes("t1")));

        var headers = read("logs.enriched.shop").getFirst().headers();
        assertThat(RecordHeaders.text(headers, "tenant")).isEqualTo("t1");
        assertThat(RecordHeaders.text(headers, HeaderNames.ID)).isEqualTo("id-1");
        assertThat(RecordHeaders.text(headers, HeaderNames.SOURCE)).isEqualTo("shop");
        assertThat(RecordHeaders.text(headers, HeaderNames.INGEST_TS)).isEqualTo(INGEST_TS);
        assertThat(RecordHeaders.text(headers, HeaderNames.LEVEL)).isEqualTo("warn");
    }

    @Test
    void hasNoLevelHeaderWhereNoLevelIsKnown() {
        pipe("{\"log\":\"hello\"}", headers("shop").add(HeaderNames.LEVEL, bytes("fatal")));

        assertThat(read("logs.enriched.shop").getFirst().headers().lastHeader(HeaderNames.LEVEL))
                .isNull();
    }

    @Test
    void separatesSourcesAndMakesTheTopicOfEachOnce() {
        pipe("{\"log\":\"a\"}", headers("shop"));
        pipe("{\"log\":\"b\"}", headers("payments"));
        pipe("{\"log\":\"c\"}", headers("shop"));

        assertThat(read("logs.enriched.shop")).hasSize(2);
        assertThat(read("logs.enriched.payments")).hasSize(1);
        assertThat(cluster.made).extracting("name").containsExactly("logs.enriched.shop", "logs.enriched.payments");
        assertNothingElse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "", "[1]", "{\"log\":"})
    void enrichesWhatIsNoObjectToo(String value) {
        pipe(value, headers("shop"));

        assertThat(read("logs.enriched.shop")).hasSize(1);
        assertNothingElse();
    }

    @Test
    void enrichesARecordWithoutAValue() {
        routed.pipeInput(new TestRecord<>(KEY, null, headers("shop"), COLLECTED));

        assertThat(read("logs.enriched.shop")).hasSize(1);
        assertNothingElse();
    }

    @Test
    void marksInTheRecordWhatTheIndexRightlyLacks() {
        var withheld = headers("shop")
                .add(HeaderNames.QUOTA, bytes(HeaderNames.QUOTA_OVER))
                .add(HeaderNames.INDEX, bytes(HeaderNames.INDEX_NO));
        pipe("{\"log\":\"a\"}", withheld);
        pipe("{\"log\":\"a\",\"logmesh_index\":\"no\"}", headers("shop"));

        var records = read("logs.enriched.shop");
        assertThat(new String(records.getFirst().value(), StandardCharsets.UTF_8))
                .contains("\"event_id\":\"id-1\",\"logmesh_quota\":\"over\",\"logmesh_index\":\"no\",");
        assertThat(RecordHeaders.text(records.getFirst().headers(), HeaderNames.INDEX))
                .isEqualTo("no");
        assertThat(new String(records.getLast().value(), StandardCharsets.UTF_8))
                .as("a collector's own")
                .contains("\"event_id\":\"id-1\",\"message\"", "\"fields\":{\"logmesh_index\":\"no\"}");
    }

    @Test
    void givesARecordTheShapeThatItsSourceAsksForAndCountsBySource() {
        var text = "debug=1 user=ann@shop.example a=1 b=2 c=3";
        pipe(
                "{\"log\":\"" + text + "\",\"docker\":{\"id\":\"x\"},\"deep\":[[[1]]],\"long\":\"" + "x".repeat(50)
                        + "\"}",
                headers("shaped"));
        pipe("{\"log\":\"" + text + "\",\"docker\":{\"id\":\"x\"}}", headers("shop"));

        assertThat(new String(read("logs.enriched.shaped").getFirst().value(), StandardCharsets.UTF_8))
                .contains("\"log\":\"debug=1 user=[email] a=1 b=2 c=3\"", "\"truncated\":true")
                .contains("\"deep\":[[\"[1]\"]]", "\"long\":\"" + "x".repeat(40) + '"')
                .contains("\"fields\":{\"a\":\"1\",\"b\":\"2\",\"excess\":\"{\\\"customer\\\":\\\"[email]\\\"}\"}")
                .doesNotContain("docker");
        assertThat(new String(read("logs.enriched.shop").getFirst().value(), StandardCharsets.UTF_8))
                .contains("\"docker\":{\"id\":\"x\"}", "\"debug\":\"1\"")
                .doesNotContain("truncated");
        for (var outcome : List.of("dropped:2", "renamed:1", "left_out:1", "cut:1", "as_text:2")) {
            var parts = List.of(outcome.split(":", -1));
            assertThat(counted("logmesh.enrich.shaped", "source", "shaped", "outcome", parts.getFirst()))
                    .as(outcome)
                    .isEqualTo(Double.parseDouble(parts.getLast()));
            assertThat(registry.find("logmesh.enrich.shaped")
                            .tag("source", "shop")
                            .counters())
                    .isEmpty();
        }
        assertNothingElse();
    }

    @Test
    void countsWhatIsOddBySource() {
        pipe("no object \u001b[31mred", headers("shop"));
        pipe("{\"log\":\"wrapped by the router\"}", headers("shop"));
        pipe("{\"stream\":\"stdout\",\"log\":\"\\u001b[31mERROR\\u001b[0m red\"}", headers("shop"));
        pipe("{\"stream\":\"stdout\",\"log\":\"1999-01-01T00:00:00Z INFO long ago\"}", headers("shop"));
        pipe(
                "{\"stream\":\"stdout\",\"log\":\"{\\\"time\\\":\\\"2024-13-45T99:00:00Z\\\",\\\"a\\\":1}\"}",
                headers("shop"));
        pipe("{\"stream\":\"stdout\",\"log\":\"cut by the router\",\"truncated\":true}", headers("shop"));
        pipe("{\"stream\":\"stdout\",\"log\":\"fine\"}", headers("shop"));

        for (var odd : List.of("no_object 2", "colours 2", "absurd_time 1", "unreadable_time 1", "truncated 1")) {
            int space = odd.indexOf(' ');
            assertThat(counted("logmesh.enrich.oddities", "source", "shop", "reason", odd.substring(0, space)))
                    .as(odd)
                    .isEqualTo(Double.parseDouble(odd.substring(space)));
        }
        assertThat(read("logs.enriched.shop")).hasSize(7);
        assertNothingElse();
    }

    @Test
    void countsWhatComesAndGoes() {
        pipe("{\"log\":\"{\\\"a\\\":1}\"}", headers("shop"));
        pipe("{\"log\":\"a=1 b=2\"}", headers("shop"));
        pipe("{\"log\":\"hello\"}", headers("shop"));

        assertThat(counted(MetricNames.RECORDS_IN)).isEqualTo(3);
        assertThat(counted(MetricNames.BYTES_IN)).isEqualTo(19 + 17 + 15);
        assertThat(counted(MetricNames.RECORDS_OUT, "source", "shop")).isEqualTo(3);
        assertThat(counted(MetricNames.BYTES_OUT, "source", "shop"))
                .isEqualTo(read("logs.enriched.shop").stream()
                        .mapToInt(record -> record.value().length)
                        .sum());
        for (var format : List.of("json", "logfmt", "text")) {
            assertThat(counted(MetricNames.ENRICH_PARSED, "format", format))
                    .as(format)
                    .isEqualTo(1);
        }
    }

    @Test
    void marksWhatIsNotIndexedOfASampleByTheIdAlone() {
        for (int offset = 0; offset < 100; offset++) {
            pipe("{\"log\":\"{\\\"status\\\":200}\"}", headers("sampled", id(offset)));
            pipe("{\"log\":\"{\\\"status\\\":500}\"}", headers("sampled", id(offset)));
            pipe("{\"log\":\"no status\"}", headers("sampled", id(offset)));
        }

        passTicks(6);
        var records = read("logs.enriched.sampled");
        int out = 0;
        for (int i = 0; i < records.size(); i++) {
            var record = records.get(i);
            boolean isOut = "no".equals(RecordHeaders.text(record.headers(), HeaderNames.INDEX));
            assertThat(isOut).isEqualTo(i % 3 == 0 && !IdSample.keeps(id(i / 3), 0.5));
            assertThat(new String(record.value(), StandardCharsets.UTF_8)
                            .contains("\"event_id\":\"" + id(i / 3) + "\",\"logmesh_index\":\"no\","))
                    .isEqualTo(isOut);
            out += isOut ? 1 : 0;
        }
        assertThat(records).hasSize(300);
        assertThat(out).isBetween(30, 70);
        assertNothingElse();
    }

    @Test
    void marksAllOfASourceThatIsNotIndexed() {
        pipe("{\"log\":\"a line\"}", headers("silent"));

        passTicks(6);
        var record = read("logs.enriched.silent").getFirst();
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.INDEX)).isEqualTo("no");
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).contains("\"logmesh_index\":\"no\"");
        assertNothingElse();
    }

    @Test
    void letsNothingOutThatASourceRedacts() {
        pipe("{\"log\":\"user=ann@x.de n=1\"}", headers("payments"));
        pipe("{\"log\":\"user=ann@x.de n=1\"}", headers("shop"));

        assertThat(new String(read("logs.enriched.payments").getFirst().value(), StandardCharsets.UTF_8))
                .contains("\"log\":\"user=[email] n=1\"", "\"message\":\"user=[email] n=1\"", "\"user\":\"[email]\"")
                .doesNotContain("ann@x.de");
        assertThat(new String(read("logs.enriched.shop").getFirst().value(), StandardCharsets.UTF_8))
                .contains("ann@x.de");
        assertThat(registry.counter(MetricNames.ENRICH_REDACTED, "detector", "email")
                        .count())
                .isEqualTo(1);
        assertNothingElse();
    }
}
