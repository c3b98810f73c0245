package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.router.TestRouter.Written;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same records give the same again: topic, key, value, time and headers, however they are cut into pieces. */
class ReplayTest {

    private static final String RULES = """
            sources:
              audit: {match: "k8s.labels['audit'] == 'true'", copy: true}
              noisy: {match: "log.contains('noisy')", lane: slow, quota: {rate: 200B/s, over: sample, keep: 50%}}
              parked: {match: "log.contains('park')", quota: {rate: 100B/s, over: park}}
              shop: {match: k8s.namespace_name == 'shop', drop: "log.contains('healthz')"}
            default: rest
            """;

    private static final String OTHER_RULES = "sources: {all: {match: 'true', lane: other}}";

    private static final Instant START = Instant.parse("2026-11-22T09:15:10Z");
    private static final int RECORDS = 3_000;

    /** No window reaches from before to behind it: what a restart forgets of a window is another test's subject. */
    private static final int RESTART_AT = 1_000;

    private static final List<TestRecord<byte[], byte[]>> INPUT = new ArrayList<>();

    @BeforeAll
    static void makeInput() throws IOException {
        var values = new ArrayList<>(List.of(
                "text",
                "[{},7,\"park\"]",
                "{\"a\":1}\n{\"log\":\"noisy\"}",
                "",
                "{\"log\":\"broken",
                "{\"log\":\"noisy " + "x".repeat(300) + "\"}",
                "{\"log\":\"park " + "x".repeat(300) + "\"}",
                "{\"log\":\"GET /healthz\",\"kubernetes\":{\"namespace_name\":\"shop\"}}",
                "{\"log\":\"a\",\"kubernetes\":{\"namespace_name\":\"shop\",\"labels\":{\"audit\":\"true\"}}}"));
        for (var collector : new String[] {"fluentd", "fluent-bit", "vector", "otlp"}) {
            values.add(RouterTopologyTest.sample(collector));
        }
        for (int i = 0; i < RECORDS; i++) {
            var headers = new RecordHeaders().add("n", TestRouter.bytes(Integer.toString(i % 7)));
            var value = TestRouter.bytes(values.get(i % values.size()));
            INPUT.add(new TestRecord<>(TestRouter.bytes("k" + i), value, headers, START.plusMillis(i * 100L)));
        }
    }

    @Test
    void givesTheSameInOtherBatches() {
        var oneByOne = run(router -> {
            for (var record : INPUT) {
                router.pipe(record);
            }
        });
        var inBatches = run(router -> {
            for (int from = 0, size = 1; from < RECORDS; from += size, size = size * 2 % 97 + 1) {
                router.input("logs.raw").pipeRecordList(INPUT.subList(from, Math.min(RECORDS, from + size)));
            }
        });

        assertThat(oneByOne).hasSizeGreaterThan(RECORDS);
        assertThat(inBatches).isEqualTo(oneByOne);
        assertThat(oneByOne.stream().filter(record -> record.contains(HeaderNames.MARKER)))
                .as("the markers, too")
                .hasSizeGreaterThan(50);
    }

    @Test
    void givesTheSameOverARestart() {
        var whole = withoutMarkers(run(router -> INPUT.forEach(router::pipe)));
        var first = run(router -> INPUT.subList(0, RESTART_AT).forEach(router::pipe));
        var second = run(router -> {
            pipeOthers(router, RESTART_AT);
            INPUT.subList(RESTART_AT, RECORDS).forEach(router::pipe);
        });

        var joined = new ArrayList<>(first);
        joined.addAll(second);
        assertThat(withoutMarkers(joined)).containsExactlyInAnyOrderElementsOf(whole);
    }

    /** The quota of that window is used once more, which decides over headers and parking: see decision 0005. */
    @Test
    void givesEachRecordTheSameIdTimeAndKeyOverARestartInTheMiddleOfAWindow() {
        var whole = identities(router -> INPUT.forEach(router::pipe));
        int inTheMiddle = RESTART_AT + 57;
        var joined = new ArrayList<>(
                identities(router -> INPUT.subList(0, inTheMiddle).forEach(router::pipe)));
        joined.addAll(identities(router -> {
            pipeOthers(router, inTheMiddle);
            INPUT.subList(inTheMiddle, RECORDS).forEach(router::pipe);
        }));

        assertThat(joined).hasSizeGreaterThan(RECORDS).containsExactlyInAnyOrderElementsOf(whole);
    }

    @Test
    void givesTheSameWhereOtherRulesWereInForceInBetween() {
        var own = Rules.of(TestRouter.sources(RULES));
        var other = Rules.of(TestRouter.sources(OTHER_RULES));
        var straight = run(router -> INPUT.forEach(router::pipe));
        var reloaded = run(router -> {
            for (var record : INPUT) {
                router.reload(other);
                router.input("k8s-logs").pipeInput(null, TestRouter.bytes("in between"), START);
                router.reload(own);
                router.pipe(record);
            }
        });

        assertThat(reloaded.stream().filter(record -> !record.contains("in between")))
                .hasSize(reloaded.size() - RECORDS)
                .containsExactlyElementsOf(straight);
    }

    @Test
    void changesWithTheRulesAtTheSameRecordAgain() {
        TestRun change = router -> {
            INPUT.subList(0, 1_500).forEach(router::pipe);
            router.reload(OTHER_RULES);
            INPUT.subList(1_500, RECORDS).forEach(router::pipe);
        };

        var once = run(change);
        assertThat(once).isEqualTo(run(change));
        assertThat(once.stream().filter(record -> record.startsWith("logs.routed.other")))
                .hasSizeGreaterThanOrEqualTo(1_500);
    }

    private interface TestRun {
        void feed(TestRouter router);
    }

    private static List<String> run(TestRun run) {
        try (var router = new TestRouter(RULES)) {
            run.feed(router);
            return router.readAll().stream().map(Written::everything).toList();
        }
    }

    /** Which stand at the offsets that were committed before. */
    private static void pipeOthers(TestRouter router, int count) {
        for (int i = 0; i < count; i++) {
            router.pipe("before", START.minusSeconds(3600));
        }
        router.readAll();
    }

    private static List<String> identities(TestRun run) {
        try (var router = new TestRouter(RULES)) {
            run.feed(router);
            return router.readAll().stream()
                    .filter(record -> record.header(HeaderNames.MARKER) == null)
                    .map(record -> record.id()
                            + ' '
                            + record.source()
                            + ' '
                            + record.header(HeaderNames.INGEST_TS)
                            + ' '
                            + TestRouter.text(record.record().key())
                            + ' '
                            + record.text())
                    .toList();
        }
    }

    private static List<String> withoutMarkers(List<String> records) {
        return records.stream()
                .filter(record -> !record.contains(HeaderNames.MARKER))
                .toList();
    }
}
