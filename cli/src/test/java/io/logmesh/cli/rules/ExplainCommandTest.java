package io.logmesh.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.contract.routing.Routing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    @TempDir
    private Path folder;

    private Path rules;
    private Path record;

    @BeforeEach
    void writeRules() throws Exception {
        rules = folder.resolve("logmesh.yaml");
        record = folder.resolve("record");
        Files.writeString(rules, """
                sources:
                  audit: {match: "k8s.labels['audit'] == 'yes'", copy: true, drop: "level == 'debug'"}
                  shop:
                    match: k8s.namespace_name == 'shop' && !has(k8s.labels.test)
                    drop: log.contains('/healthz')
                    lane: busy
                    quota: {rate: 1MiB/s, over: sample, keep: 5%}
                  late: {match: "topic == 'late' || headers['team'] == 'late'"}
                """);
    }

    @Test
    void showsTheRulesAndWhatTheRecordBecomes() throws Exception {
        var result = explain("""
                {"log":"ok","ingest_ts":1800000000,"stream":"stdout",
                 "kubernetes":{"namespace_name":"shop","pod_name":"web-1","container_name":"web","labels":{"audit":"yes"}}}
                """);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("""
                audit     takes a copy
                  match  true  k8s.labels['audit'] == 'yes'   <- k8s.labels.audit is "yes"
                  drop   open  level == 'debug'   <- level is absent
                shop      takes it
                  match  true  all of
                           true  k8s.namespace_name == 'shop'   <- k8s.namespace_name is "shop"
                           true  not
                             false has(k8s.labels.test)   <- k8s.labels.test is absent
                  drop   false log.contains('/healthz')   <- log is "ok"
                late      is not asked: shop took it
                k8s-logs  is not asked: shop took it
                """);
        assertThat(result.out()).contains("source   shop", "topics   logs.routed.busy, then logs.enriched.shop");
        assertThat(result.out()).contains("copy     audit", "key      shop/web-1/web/stdout");
        assertThat(result.out()).contains("quota    1.0 MiB/s, over it sample (keeps 5.0%)");
        assertThat(result.out()).containsPattern("id       [0-9a-f]{11}-[0-9a-f]{8}-PARTITION-OFFSET\\R");
    }

    @Test
    void showsTheEnrichmentAndTheRecordThatGoesOn() throws Exception {
        Files.writeString(rules, """
                sources:
                  shop:
                    match: k8s.namespace_name == 'shop'
                    redact: [email, {regex: 'order-[0-9]+'}]
                    shape: {drop: docker, rename: {fields.user: fields.customer}, length: 40B}
                    index: {sample: {keep: 10%, when: fields.status < 400}}
                """);
        var text =
                "{\"level\":\"warn\",\"msg\":\"for a@b.example, order-7\",\"status\":200,\"user\":\"c@d.example\",\"huge\":1e999,"
                        + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"long\":\"" + "x".repeat(50) + "\"}";

        var out = explain("{\"log\":" + new ObjectMapper().writeValueAsString(text)
                        + ",\"docker\":{},\"kubernetes\":{\"namespace_name\":\"shop\"}}")
                .out();

        assertThat(out)
                .contains("redacted email 2, pattern 1")
                .contains("format   json")
                .contains("level    warn (in the text)")
                .contains("trace    4bf92f3577b34da6a3ce929d0e0e4736 (in the text)")
                .contains("shape    1 dropped; 1 renamed; 1 cut, being too long")
                .contains("odd      truncated")
                .contains("index    10% of such records, by their ids (sample of fields.status < 400)")
                .contains(
                        "becomes",
                        "\"message\" : \"for [email], [pattern]\"",
                        "\"customer\" : \"[email]\"",
                        "\"huge\" : 1E+999")
                .contains("-PARTITION-OFFSET\",")
                .doesNotContain("docker\" :");
    }

    @Test
    void showsWhereLevelAndTimeComeFromElse() throws Exception {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        assertThat(explain("{\"severity\":\"error\",\"time\":\"" + now + "\",\"log\":\"hello\"}")
                        .out())
                .contains("format   text", "level    error (the collector says so)")
                .contains(
                        "happened " + now.toString().replace("Z", ".000Z") + " (the collector says so)",
                        "index    yes");
        assertThat(explain("hello").out()).contains("level    none", "(nobody says so: when it was collected)");
    }

    @Test
    void joinsWhatOneContainerWroteInOneMessage() throws Exception {
        var line =
                "{\"log\":\"%s\",\"stream\":\"stderr\",\"kubernetes\":{\"namespace_name\":\"shop\",\"pod_name\":\"p\",\"container_name\":\"c\"}}";
        var lines =
                "[" + line.formatted("ERROR no") + "," + line.formatted("  at x") + "," + line.formatted("ok") + "]";

        assertThat(explain(lines).out())
                .contains("joined   2 records to one event", "\"message\" : \"no\\n  at x\"", "\"lines\" : 2")
                .contains("joined   to the event that begins with ");
        var json = new ObjectMapper().readTree(explain(lines, "--json").out());
        assertThat(json.at("/records/1/outcomes/0/enriched/joined")).hasSize(2);
        assertThat(json.at("/records/0/outcomes/0/enriched/record/level").asText())
                .isEqualTo("error");
        assertThat(json.at("/records/0/outcomes/0/enriched/level_from").asText())
                .isEqualTo("text");
        assertThat(json.at("/records/2/outcomes/0/enriched/joined")).hasSize(1);
    }

    @Test
    void showsADropAndWhatIsSplit() throws Exception {
        var result = explain("[{\"log\":\"/healthz\",\"kubernetes\":{\"namespace_name\":\"shop\"}},\"text\"]");

        assertThat(result.out())
                .contains("split into 2 records", "record 1 of 2", "shop      drops it", "dropped  by shop")
                .contains("record 2 of 2", "source   k8s-logs", "-PARTITION-OFFSET-1");
    }

    @Test
    void takesTopicAndHeadersIntoAccount() throws Exception {
        assertThat(explain("x", "--topic", "late").out()).contains("source   late");
        assertThat(explain("x", "--header", "team=late").out()).contains("source   late");
        assertThat(explain("x", "--header", "team=other").out()).contains("source   k8s-logs");
    }

    @Test
    void saysWhereTheTimeComesFromAndThatItIsCut() throws Exception {
        var now = System.currentTimeMillis();
        assertThat(explain("{\"ingest_ts\":" + now + "}").out()).contains("(the collector's ingest_ts)");
        assertThat(explain("{\"ingest_ts\":\"1999-01-01T00:00:00Z\"}").out()).contains("over 7 days older");
        assertThat(explain("text").out()).contains("the record has no ingest_ts", "wrapped as the text of one");
        assertThat(explain("x".repeat(Routing.MAX_VALUE_BYTES + 10)).out())
                .contains("cut      from 1.0 MiB to 1.0 MiB, and marked");
    }

    @Test
    void speaksJson() throws Exception {
        var result = explain("{\"kubernetes\":{\"namespace_name\":\"shop\"}}", "--json");

        var json = new ObjectMapper().readTree(result.out());
        assertThat(json.path("message").asText()).isEqualTo("untouched");
        assertThat(json.at("/records/0/steps/1/match/parts/0/seen")
                        .path("k8s.namespace_name")
                        .asText())
                .isEqualTo("shop");
        assertThat(json.at("/records/0/outcomes/0/source").asText()).isEqualTo("shop");
        assertThat(json.at("/records/0/outcomes/0/topics/0").asText()).isEqualTo("logs.routed.busy");
    }

    @Test
    void takesAnyBytes() throws Exception {
        for (var hostile :
                new byte[][] {{}, {0}, {(byte) 0xff, 27, '['}, "[".repeat(5000).getBytes(StandardCharsets.UTF_8)}) {
            Files.write(record, hostile);
            var result = Command.run("explain", "--record", record.toString(), "--sources", rules.toString());
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).contains("source   k8s-logs").doesNotContain("\u001b");
        }
    }

    @Test
    void refusesWhatCantBeRead() throws Exception {
        assertThat(Command.run("explain", "--record", folder.resolve("none").toString(), "--sources", rules.toString()))
                .satisfies(result -> assertThat(result.err()).contains("there is no such file"))
                .extracting(Command.Result::exitCode)
                .isEqualTo(2);
        assertThat(Command.run("explain", "--record", folder.toString(), "--sources", rules.toString())
                        .exitCode())
                .isEqualTo(2);
        Files.writeString(rules, "sorces: {}");
        assertThat(explain("x").err())
                .isEqualTo(rules + ":1:1: unknown key 'sorces' in the file; did you mean 'sources'?"
                        + System.lineSeparator());
    }

    private Command.Result explain(String value, String... options) throws Exception {
        Files.writeString(record, value);
        var arguments = new String[options.length + 5];
        System.arraycopy(
                new String[] {"explain", "--record", record.toString(), "--sources", rules.toString()},
                0,
                arguments,
                0,
                5);
        System.arraycopy(options, 0, arguments, 5, options.length);
        return Command.run(arguments);
    }
}
