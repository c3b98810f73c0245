package io.logmesh.contract.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.RecordId;
import io.logmesh.contract.routing.Outcome.Dropped;
import io.logmesh.contract.routing.Outcome.Routed;
import io.logmesh.contract.sources.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

    private static final long KAFKA_TIME = 1_800_000_000_000L;
    private static final String ID = RecordId.of(KAFKA_TIME, "logs.raw", 3, 42);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"log\":\"a\"}",
                " {\"log\" : \"a\\u00e9\\n\",  \"n\": 1e5 }\n",
                "{}",
                "{\"resourceLogs\":\"not OTLP\"}",
                "{\"resourceLogs\":[{\"scopeLogs\":7}]}",
                "{\"resourceLogs\":[]}",
            })
    void leavesAJsonObjectAsItIs(String value) {
        assertThat(route(value)).containsExactly(new Result("k8s-logs", ID, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain text     | {\"log\":\"plain text\"}",
                "{\"log\":\"a   | {\"log\":\"{\\\"log\\\":\\\"a\"}",
                "{\"a\":1} tail | {\"log\":\"{\\\"a\\\":1} tail\"}",
                "42             | {\"log\":\"42\"}",
                "[]             | {\"log\":\"[]\"}",
                "``             | {\"log\":\"\"}",
            })
    void wrapsWhatIsNoJsonObject(String value, String wrapped) {
        assertThat(route(value)).containsExactly(new Result("k8s-logs", ID, wrapped));
    }

    @Test
    void wrapsATombstoneAsEmptyText() {
        assertThat(route((byte[]) null)).containsExactly(new Result("k8s-logs", ID, "{\"log\":\"\"}"));
    }

    @Test
    void repairsInvalidUtf8() {
        assertThat(route(new byte[] {'a', (byte) 0xff, 'b'}))
                .containsExactly(new Result("k8s-logs", ID, "{\"log\":\"a\ufffdb\"}"));
        assertThat(route("{\"log\":\"a\u00ff\",\"n\":1}".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly(new Result("k8s-logs", ID, "{\"log\":\"a\ufffd\",\"n\":1}"));
    }

    @Test
    void splitsAnArrayAndWrapsItsOtherElements() {
        assertThat(route("[{\"log\":\"a\"}, \"b\\n\", 7, {\"log\":\"c\"} , [1]]"))
                .containsExactly(
                        new Result("k8s-logs", ID + "-0", "{\"log\":\"a\"}"),
                        new Result("k8s-logs", ID + "-1", "{\"log\":\"b\\n\"}"),
                        new Result("k8s-logs", ID + "-2", "{\"log\":\"7\"}"),
                        new Result("k8s-logs", ID + "-3", "{\"log\":\"c\"}"),
                        new Result("k8s-logs", ID + "-4", "{\"log\":\"[1]\"}"));
        assertThat(route("[{\"log\":\"a\"}]")).extracting(Result::id).containsExactly(ID + "-0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"log\":\"a\"}\n{\"log\":\"b\"}\n", "{\"log\":\"a\"}{\"log\":\"b\"}"})
    void splitsSeveralObjectsInOneMessage(String value) {
        assertThat(route(value))
                .containsExactly(
                        new Result("k8s-logs", ID + "-0", "{\"log\":\"a\"}"),
                        new Result("k8s-logs", ID + "-1", "{\"log\":\"b\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"kubernetes\":{\"namespace_name\":\"n\",\"pod_name\":\"p\",\"container_name\":\"c\"},\"stream\":\"stderr\"}' | n/p/c/stderr",
                "'{\"stream\":\"stdout\",\"kubernetes\":{\"pod_namespace\":\"n\",\"pod_name\":\"p\",\"container_name\":\"c\"}}' | n/p/c/stdout",
                "'{\"k8s.namespace.name\":\"n\",\"k8s.pod.name\":\"p\",\"k8s.container.name\":\"c\"}' | n/p/c/",
                "'{\"body\":\"x\",\"resource\":{\"k8s.namespace.name\":\"n\",\"k8s.pod.name\":\"p\"},\"attributes\":{\"log.iostream\":\"stdout\"}}' | n/p//stdout",
                "'{\"kubernetes\":{\"pod_name\":\"p\"}}' | /p//",
                "'{\"kubernetes\":{\"pod_name\":7}}' | logs.raw/3",
                "'{\"kubernetes\":\"none\",\"log\":\"x\"}' | logs.raw/3",
                "text | logs.raw/3",
            })
    void keysByContainerStreamOrRawPartition(String value, String key) {
        assertThat(outcomes(Sources.none(), value.getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .extracting(outcome -> new String(((Routed) outcome).key(), StandardCharsets.UTF_8))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kubernetes':{'labels':{'app':'cart'},'annotations':{'team':'t'}}}",
                "{'k8s.pod.label.app':'cart','k8s.pod.annotations.team':'t'}",
                "{'body':'x','attributes':{'k8s.pod.labels.app':'cart','k8s.pod.labels.tier':'web'},'resource':{'k8s.pod.annotation.team':'t'}}",
                "{'k8s.pod.label.app':'other','k8s.pod.annotation.team':'t','kubernetes':{'labels':{'app':'cart'}}}",
                "{'k8s.pod.label.':'','k8s.pod.labelsapp':'','k8s.pod.labels':'','k8s.pod.label.app':'cart','k8s.pod.annotation.team':'t'}",
            })
    void findsLabelsAndAnnotationsWhereverTheyStand(String value) throws Exception {
        byte[] json = value.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        for (var match : List.of(
                "k8s.labels['app'] == 'cart'",
                "k8s.annotations['team'] == 't' && 'app' in k8s.labels",
                "k8s.labels['app'].startsWith('car') && has(k8s.labels)")) {
            var sources = Sources.parse("f", "sources: {shop: {match: \"" + match + "\"}}");

            var outcome = (Routed) outcomes(sources, json).getFirst();
            assertThat(outcome.source().name()).as(match).isEqualTo("shop");
            assertThat(outcome.value()).isEqualTo(json);
        }
    }

    @Test
    void forgetsTheLabelsOfTheRecordBefore() throws Exception {
        var routing = new Routing(Sources.parse("f", "sources: {shop: {match: \"k8s.labels['app'] == 'cart'\"}}"));
        var found = new ArrayList<String>();
        for (var value : List.of(
                "{\"k8s.pod.label.app\":\"cart\"}",
                "{\"kubernetes\":{\"labels\":{}}}",
                "{}",
                "{\"k8s.pod.label.app\":")) {
            var raw = new RawRecord("logs.raw", 0, 0, 0, value.getBytes(StandardCharsets.UTF_8), Map::of);
            routing.route(raw, outcome -> found.add(((Routed) outcome).source().name()));
        }

        assertThat(found).containsExactly("shop", "k8s-logs", "k8s-logs", "k8s-logs");
    }

    @Test
    void boundsTheKeyOfHostileNames() {
        var name = "x".repeat(10_000);
        var outcomes = outcomes(
                Sources.none(),
                "{\"kubernetes\":{\"pod_name\":\"%s\"}}".formatted(name).getBytes(StandardCharsets.UTF_8));

        assertThat(((Routed) outcomes.getFirst()).key()).hasSize(1 + 253 + 2);
    }

    @Test
    void takesTheFirstMatchAndDropsAndCopies() throws Exception {
        var sources = Sources.parse("f", """
                sources:
                  audit:
                    match: k8s.labels['audit'] == 'true'
                    copy: true
                    drop: level == 'debug'
                  payments:
                    match: k8s.namespace_name in ['payments', 'billing']
                    drop: log.contains('/healthz')
                  web:
                    match: topic == 'logs.raw' && headers['team'] == 'web' && size > 10
                  rest:
                    drop: message == 'noise'
                default: rest
                """);

        assertThat(route(sources, "{\"log\":\"x\",\"kubernetes\":{\"namespace_name\":\"billing\"}}"))
                .extracting(Result::source)
                .containsExactly("payments");
        assertThat(route(sources, "{\"log\":\"/healthz\",\"kubernetes\":{\"pod_namespace\":\"billing\"}}"))
                .extracting(Result::source)
                .containsExactly("dropped by payments");
        assertThat(
                        route(
                                sources,
                                "{\"log\":\"x\",\"kubernetes\":{\"namespace_name\":\"billing\",\"labels\":{\"audit\":\"true\"}}}"))
                .extracting(Result::source)
                .containsExactly("audit", "payments");
        assertThat(route(
                        sources,
                        "{\"log\":\"x\",\"level\":\"debug\",\"kubernetes\":{\"pod_labels\":{\"audit\":\"true\"}}}"))
                .extracting(Result::source)
                .containsExactly("dropped by audit", "web");
        assertThat(route(sources, "{}")).extracting(Result::source).containsExactly("rest");
        assertThat(route(sources, "{\"message\":\"noise\",\"a\":1}"))
                .extracting(Result::source)
                .containsExactly("web");
        assertThat(route(sources, "noise")).extracting(Result::source).containsExactly("web");
    }

    @Test
    void dropsFromTheDefaultSourceToo() throws Exception {
        var sources = Sources.parse("f", "sources: {rest: {drop: log == 'noise'}}\ndefault: rest\n");

        assertThat(route(sources, "noise")).extracting(Result::source).containsExactly("dropped by rest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log == 'a'          | {\"log\":\"a\"}",
                "log == 'a'          | {\"message\":\"a\"}",
                "log == 'a'          | {\"MESSAGE\":\"a\"}",
                "log == 'a'          | {\"body\":\"a\"}",
                "log == 'a\"'        | {\"log\":\"a\\\"\"}",
                "message == 'b'      | {\"log\":\"a\",\"message\":\"b\"}",
                "level == 'WARN'     | {\"severity\":\"WARN\"}",
                "stream == 'stderr'  | {\"stream\":\"stderr\"}",
                "fields.status < 400 | {\"fields\":{\"status\":200}}",
                "fields.source == 'x'| {\"source\":\"x\"}",
                "fields.deep.list[0] == 1.5 | {\"deep\":{\"list\":[1.5,null]}}",
                "!has(fields.gone)   | {\"gone\":null}",
                "fields.a == 2       | {\"a\":1,\"fields\":{\"a\":2}}",
                "fields.a == 1       | {\"a\":0,\"a\":1,\"fields\":{\"a\":null}}",
                "!has(fields.a) && size(fields) == 1 | {\"a\":1,\"a\":null,\"fields\":7}",
                "has(log) && !has(level) | {\"log\":\"a\"}",
                "k8s.host == 'h'     | {\"kubernetes\":{\"pod_node_name\":\"h\"}}",
                "k8s.annotations.a == 'b' | {\"kubernetes\":{\"pod_annotations\":{\"a\":\"b\"}}}",
                "has(k8s.host) && !has(k8s.labels) && !has(k8s.pod_name) | {\"kubernetes\":{\"host\":\"h\",\"pod_name\":null}}",
                "!('a' in k8s.labels) | {\"log\":\"a\"}",
                "size == 11          | {\"log\":\"a\"}",
            })
    void letsRulesSeeTheRecord(String match, String value) throws Exception {
        var sources = Sources.parse("f", "sources:\n  hit:\n    match: >\n      " + match + "\n");

        assertThat(route(sources, value)).extracting(Result::source).containsExactly("hit");
    }

    /** Decoded, a few megabytes of it would take some hundreds. */
    @Test
    void seesNoFieldOfTooManyValues() throws Exception {
        var value = "{\"n\":1,\"large\":[" + "1,".repeat(10_000) + "1]}";

        letsRulesSeeTheRecord("fields.n == 1 && !has(fields.large)", value);
        letsRulesSeeTheRecord("!fields.exists(name, name == 'n')", value);
    }

    private record Result(String source, String id, String value) {}

    @Test
    void cutsAMessageOfTooManyPartsIntoChunksOfItsText() {
        var text = "[" + "1,".repeat(300_000) + "1]";

        var results = route(text);

        assertThat(results).hasSize(3);
        assertThat(results).extracting(Result::id).containsExactly(ID + "-0", ID + "-1", ID + "-2");
        assertThat(results.stream()
                        .map(result ->
                                result.value().substring(8, result.value().length() - 2))
                        .collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Test
    void takesAnExportForTextThatRepeatsALargeResourceTooOften() {
        var export = "{'resourceLogs':[{'resource':{'attributes':[{'key':'k','value':{'stringValue':'"
                + "x".repeat(500_000)
                + "'}}]},'scopeLogs':[{'logRecords':["
                + "{},".repeat(200)
                + "{}]}]}]}";

        var results = route(export.replace('\'', '"'));

        assertThat(results).hasSize(2).allSatisfy(result -> assertThat(result.value())
                .startsWith("{\"log\":"));
    }

    @Test
    void takesALabelThatIsNullForAnAbsentOne() throws Exception {
        var sources = Sources.parse(
                "f", "sources: {a: {match: \"k8s.labels['x'] == 'null'\"}, b: {match: \"'x' in k8s.labels\"}}");

        assertThat(route(sources, "{\"kubernetes\":{\"labels\":{\"x\":null}}}"))
                .singleElement()
                .extracting(Result::source)
                .isEqualTo("k8s-logs");
    }

    private static List<Result> route(String value) {
        return route(value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Result> route(byte[] value) {
        return results(outcomes(Sources.none(), value));
    }

    private static List<Result> route(Sources sources, String value) {
        return results(outcomes(sources, value.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Outcome> outcomes(Sources sources, byte[] value) {
        var outcomes = new ArrayList<Outcome>();
        var raw = new RawRecord("logs.raw", 3, 42, KAFKA_TIME, value, () -> Map.of("team", "web"));
        new Routing(sources).route(raw, outcomes::add);
        return outcomes;
    }

    private static List<Result> results(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> switch (outcome) {
                    case Routed routed ->
                        new Result(
                                routed.source().name(),
                                routed.id(),
                                new String(routed.value(), StandardCharsets.UTF_8));
                    case Dropped dropped ->
                        new Result("dropped by " + dropped.rule().name(), dropped.id(), "");
                })
                .toList();
    }
}
