package io.logmesh.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {

    private static final String RULES = """
            sources:
              audit:
                match: k8s.labels['audit'] == 'yes'
                copy: true
                drop: level == 'debug'
              shop:
                match: k8s.namespace_name == 'shop' || topic == 'shop-logs' || headers['team'] == 'shop'
                drop: log.contains('/healthz')
                lane: busy
                redact: credit-card
                shape: {rename: {fields.status: fields.code}}
            default: rest
            tests:
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{given: {kubernetes: {namespace_name: shop}}, expect: {source: shop, lane: busy, copies: [], dropped-by: []}}",
                "{given: {log: GET /healthz, kubernetes: {namespace_name: shop}}, expect: {dropped-by: shop, copies: []}}",
                "{given: {log: GET /healthz, kubernetes: {namespace_name: shop}}, expect: nothing}",
                "{given: {log: GET /healthz, level: debug, kubernetes: {namespace_name: shop, labels: {audit: 'yes'}}}, expect: nothing}",
                "{given: {log: GET /healthz, level: debug, kubernetes: {namespace_name: shop, labels: {audit: 'yes'}}}, expect: {dropped-by: [shop, audit]}}",
                "{given: {log: x, kubernetes: {labels: {audit: 'yes'}}}, expect: {source: rest, copies: audit}}",
                "{given: {log: x}, topic: shop-logs, expect: {source: shop}}",
                "{given: {log: x}, headers: {team: shop}, expect: {source: shop}}",
                "{given: some text, expect: {source: rest, message: some text, fields: {log: some text, level: ~}}}",
                "{given: '', expect: {source: rest, fields: {log: ''}}}",
                "{given: [{log: a}, {log: b}, c], expect: {source: rest}}",
                "{given: {log: 'ERROR x'}, expect: {level: error, message: x}}",
                "{given: {log: 'level=warn msg=\"it is hot\" status=200'}, expect: {level: warn, message: it is hot, fields: {status: '200', gone: ~}}}",
                "{given: {log: '{\"status\":200,\"card\":\"4111 1111 1111 1111\"}', kubernetes: {namespace_name: shop}}, expect: {fields: {code: 200, status: ~, card: '[credit-card]', kubernetes: {namespace_name: shop}}}}",
                "{given: [{log: 'panic: at the disco', stream: stderr, kubernetes: {namespace_name: shop, pod_name: p, container_name: c}}, {log: '  deep inside', stream: stderr, kubernetes: {namespace_name: shop, pod_name: p, container_name: c}}], expect: {source: shop, message: \"at the disco\\n  deep inside\", fields: {lines: 2}}}",
                "{given: {severity: WARN, n: 1, f: 1.5, deep: {a: 1, b: 2}, list: [1, {x: y}]}, expect: {level: warn, fields: {n: 1.0, f: 1.5, deep: {a: 1}, list: [1, {x: y}]}}}",
            })
    void passes(String test) throws Exception {
        var result = check(RULES + "  - " + test + "\n");

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("  ok     ", "1 test passed in ");
        assertThat(result.err()).isEmpty();
    }

    /** Each source has its own shape. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{given: {log: '{\"status\":200}', kubernetes: {namespace_name: shop}}, expect: {source: shop, copies: all, fields: {code: 200, copied: ~}}}",
                "{given: {log: '{\"status\":200,\"path\":\"/healthz\"}', kubernetes: {namespace_name: shop}}, expect: {dropped-by: shop, fields: {code: ~, copied: 200}}}",
            })
    void judgesTheRecordOfTheSourceThatTakesItAndElseTheCopy(String test) throws Exception {
        var result = check("""
                sources:
                  all: {copy: true, match: 'true', shape: {rename: {fields.status: fields.copied}}}
                  shop:
                    match: k8s.namespace_name == 'shop'
                    drop: log.contains('/healthz')
                    shape: {rename: {fields.status: fields.code}}
                tests:
                """ + "  - " + test + "\n");

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{given: {log: x}, expect: {source: shop}} | source shop | source rest",
                "{given: {log: x}, expect: {lane: busy}} | lane busy | source rest",
                "{given: {log: x}, expect: {dropped-by: shop}} | dropped by shop | dropped by none: source rest",
                "{given: {log: x}, expect: {copies: audit}} | copies to audit | copies to none",
                "{given: {log: x}, expect: nothing} | nothing: dropped, and no copies | source rest",
                "{given: {log: x, kubernetes: {labels: {audit: 'yes'}}}, expect: {source: rest, copies: []}} | copies to none | copies to audit",
                "{given: {log: GET /healthz, kubernetes: {namespace_name: shop, labels: {audit: 'yes'}}}, expect: nothing} | nothing: dropped, and no copies | dropped by shop, a copy to audit",
                "{given: {log: GET /healthz, kubernetes: {namespace_name: shop}}, expect: {source: shop}} | source shop | dropped by shop",
                "{given: {log: GET /healthz, level: debug, kubernetes: {namespace_name: shop, labels: {audit: 'yes'}}}, expect: {dropped-by: shop}} | dropped by shop | dropped by audit, shop: dropped by audit, dropped by shop",
                "{given: {log: INFO x}, expect: {level: error}} | level error | level \"info\"",
                "{given: {log: x}, expect: {message: y}} | message \"y\" | message \"x\"",
                "{given: {n: 1}, expect: {fields: {n: 2}}} | field n = 2 | field n = 1",
                "{given: {n: '1'}, expect: {fields: {n: 1}}} | field n = 1 | field n = \"1\"",
                "{given: {n: 1}, expect: {fields: {n: ~}}} | field n = absent | field n = 1",
                "{given: [{log: a}, {log: /healthz, kubernetes: {namespace_name: shop}}], expect: {source: rest}} | source rest | dropped by shop",
            })
    void failsWithWhatWasExpectedAndWhatCame(String test, String expected, String got) throws Exception {
        var result = check(RULES + "  - " + test + "\n");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out().lines())
                .contains("      expected  " + expected, "      got       " + got, "      why")
                .anySatisfy(line -> assertThat(line).matches("  FAILED .*logmesh.yaml:14:5"))
                .anySatisfy(line -> assertThat(line).startsWith("1 of 1 test failed in "));
        assertThat(result.err()).isEmpty();
    }

    @Test
    void saysWhichRuleDecidedAndWhy() throws Exception {
        var result = check(RULES + "  - {name: to the shop, given: {log: x}, expect: {source: shop}}\n");

        assertThat(result.out().replaceAll(" in \\d.*", "")).isEqualTo("""
                        FILE: valid, 3 sources, rules HASH
                          FAILED to the shop  FILE:14:5
                              given     {"log":"x"}
                              expected  source shop
                              got       source rest
                              why
                                audit  does not match
                                  match  open  k8s.labels['audit'] == 'yes'   <- k8s.labels.audit is absent
                                shop   does not match
                                  match  open  any of
                                           open  k8s.namespace_name == 'shop'   <- k8s.namespace_name is absent
                                           false topic == 'shop-logs'   <- topic is "logs.raw"
                                           open  headers['team'] == 'shop'   <- headers.team is absent
                                rest   takes it, since no other source did
                        1 of 1 test failed
                        """.replace("FILE", file().toString())
                .replace("HASH", result.out().replaceAll("(?s).*rules (\\w+).*", "$1")));
    }

    @Test
    void saysWhichRecordsOfAMessageFail() throws Exception {
        var shop = "{kubernetes: {namespace_name: shop}}";

        var result = check(RULES + "  - {given: [a, " + shop + ", b, " + shop + "], expect: {source: rest}}\n");

        assertThat(result.out().lines().filter(line -> line.startsWith("      record")))
                .containsExactly("      record    2 of 4", "      record    4 of 4");
    }

    @Test
    void refusesWithPlacesAsCompilersDo() throws Exception {
        var result = check("sources:\n  a: {match: lgo == 'x'}\ntests: [{given: x, expect: {sorce: a}}]\n");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .containsExactly(
                        file() + ":2:14: unknown name 'lgo'; did you mean 'log'?",
                        file() + ":3:29: unknown key 'sorce' in expect; did you mean 'source'?");
    }

    @Test
    void acceptsAFileWithoutTests() throws Exception {
        assertThat(check("sources: {}\n").exitCode()).isZero();
        assertThat(check("").exitCode()).as("an empty file").isEqualTo(2);
        assertThat(check("default: rest\n").out()).contains("valid, 1 source, ", "no tests");
    }

    @Test
    void speaksJson() throws Exception {
        var failed = json(check(
                RULES + "  - {given: x, expect: {source: shop}}\n  - {given: x, expect: {source: rest}}\n", "--json"));
        var refused = json(check("sorces: {}", "--json"));

        assertThat(failed.path("failed").asInt()).isEqualTo(1);
        assertThat(failed.path("passed").asInt()).isEqualTo(1);
        assertThat(failed.at("/tests/0/line").asInt()).isEqualTo(14);
        assertThat(failed.at("/tests/0/failures/0/expected").asText()).isEqualTo("source shop");
        assertThat(failed.at("/tests/0/failures/0/why/1/answer").asText()).isEqualTo("does-not-match");
        assertThat(failed.at("/tests/1/passed").asBoolean()).isTrue();
        assertThat(refused.path("valid").asBoolean()).isFalse();
        assertThat(refused.at("/problems/0/column").asInt()).isEqualTo(1);
    }

    @Test
    void printsTheSchema() throws Exception {
        var result = Command.run("check", "--schema");

        assertThat(result.exitCode()).isZero();
        assertThat(new ObjectMapper().readTree(result.out()).path("title").asText())
                .isEqualTo("logmesh.yaml");
    }

    /** A hostile record must not take over the terminal of whoever looks at it. */
    @Test
    void printsNoControlCharacters() throws Exception {
        var result = check(RULES
                + "  - {name: \"a\\eb\", given: \"x\\e[31m\\u009b1m\", expect: {source: shop, message: \"\\e\"}}\n");

        assertThat(result.out()).doesNotContain("\u001b", "\u009b");
    }

    private Path file() {
        return folder.resolve("logmesh.yaml");
    }

    private Command.Result check(String yaml, String... options) throws Exception {
        Files.writeString(file(), yaml);
        var arguments = new String[options.length + 2];
        arguments[0] = "check";
        arguments[1] = file().toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Command.run(arguments);
    }

    private static JsonNode json(Command.Result result) throws Exception {
        return new ObjectMapper().readTree(result.out());
    }
}
