package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.SourceName;
import io.logmesh.contract.routing.Inspection;
import io.logmesh.contract.routing.Inspection.Inspected;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.router.TestRouter.Written;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/** Whatever a collector or its worst enemy sends: nothing stops the router, and each record ends in exactly one place. */
class FuzzTest {

    private static final String RULES = """
            sources:
              audit: {match: "k8s.labels['audit'] == 'true'", copy: true}
              lane: {match: "k8s.labels['app'].startsWith('..')", lane: slow}
              regex: {match: "k8s.namespace_name.matches('^(a+)+$') || headers['h'] == 'x'"}
              parked: {match: "size > 300", quota: {rate: 100B/s, over: park}}
              numbers: {match: "fields.n > 3 || level == 'x'", quota: {rate: 100B/s, over: sample}}
              dropped: {match: "k8s.pod_name == 'p'", drop: "!log.contains('keep')"}
            """;

    private static final Set<String> TOPICS = Set.of("logs.routed", "logs.routed.slow", "logs.parked.parked");

    private static final int MOST_BYTES = 1024 * 1024;
    private static final Instant WRITTEN = Instant.parse("2026-11-22T09:15:10Z");
    private static final TestRouter ROUTER = new TestRouter(RULES);

    private static long offset;

    @AfterContainer
    static void close() {
        var rules = ROUTER.matchedRules();
        assertThat(rules)
                .as("every rule has met records")
                .contains("audit", "lane", "regex", "parked", "numbers", "dropped", "k8s-logs");
        ROUTER.close();
    }

    @Property(tries = 70_000, shrinking = ShrinkingMode.OFF)
    void endsInOnePlace(@ForAll("records") String record) {
        assertEndsInOnePlace(TestRouter.bytes(record), "h", null);
    }

    @Property(tries = 30_000, shrinking = ShrinkingMode.OFF)
    void takesAnyBytes(@ForAll("damaged") byte[] value) {
        assertEndsInOnePlace(value, "h", value);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void takesWhatIsLargeOrDeep(@ForAll("large") String record) {
        assertEndsInOnePlace(TestRouter.bytes(record), record, TestRouter.bytes(record));
    }

    private static void assertEndsInOnePlace(byte[] value, String headerName, byte[] headerValue) {
        double droppedBefore = ROUTER.dropped("dropped");
        var headers = new RecordHeaders().add(headerName, headerValue).add(HeaderNames.SOURCE, headerValue);
        ROUTER.pipe(new TestRecord<>(headerValue, value, headers, WRITTEN));

        var written = ROUTER.readAll().stream()
                .filter(record -> record.header(HeaderNames.MARKER) == null)
                .toList();
        double dropped = ROUTER.dropped("dropped") - droppedBefore;
        var ids = records(value);
        var owned = written.stream()
                .filter(record -> !record.source().equals("audit"))
                .map(Written::id)
                .toList();
        assertThat(owned).as("each by one source at most").doesNotHaveDuplicates();
        assertThat(owned.size() + dropped)
                .as("nothing is lost, nor kept and dropped")
                .isEqualTo(ids.size());
        assertThat(written).allSatisfy(FuzzTest::assertSound).allMatch(record -> ids.contains(record.id()));
        assertThat(written.stream()
                        .map(record -> record.id() + ' ' + record.source())
                        .distinct())
                .as("in one place each")
                .hasSameSizeAs(written);
    }

    /** The ids of the records that the message holds, by the code that tells a user so. */
    private static Set<String> records(byte[] value) {
        var raw = new RawRecord("logs.raw", 0, offset++, WRITTEN.toEpochMilli(), value, Map::of);
        return Inspection.of(raw).records().stream().map(Inspected::id).collect(Collectors.toSet());
    }

    private static void assertSound(Written record) {
        assertThat(record.topic()).isIn(TOPICS);
        assertThat(SourceName.isValid(record.source())).isTrue();
        assertThat(record.id()).matches("[0-9a-f]{11}-[0-9a-f]{8}-0-\\d+(-\\d+)?");
        assertThat(record.header(HeaderNames.INGEST_TS)).matches("\\d{1,15}");
        assertThat(record.record().key()).hasSizeBetween(1, 1020);
        byte[] value = record.record().value();
        assertThat(value.length).isBetween(2, MOST_BYTES);
        assertThat((char) value[0]).isIn('{', ' ', '\n', '\t', '\r', '\uffef');
    }

    @Provide
    Arbitrary<String> records() {
        var members = Combinators.combine(names(), values(2))
                .as("\"%s\":%s"::formatted)
                .list()
                .ofMaxSize(6)
                .map(all -> "{" + String.join(",", all) + "}");
        return Arbitraries.frequencyOf(
                Tuple.of(8, members),
                Tuple.of(1, members.list().ofMaxSize(3).map(all -> String.join("\n", all))),
                Tuple.of(1, members.list().ofMaxSize(3).map(all -> "[" + String.join(",", all) + "]")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(40)));
    }

    /** Those that mean something, often, so that they come twice; and those that nobody should take as a name. */
    private static Arbitrary<String> names() {
        return Arbitraries.of(
                "log",
                "log",
                "message",
                "level",
                "stream",
                "fields",
                "ingest_ts",
                "@timestamp",
                "time",
                "date",
                "kubernetes",
                "kubernetes",
                "kubernetes",
                "resourceLogs",
                "truncated",
                "MESSAGE",
                "body",
                "source",
                "event_id",
                "../../etc",
                "\\u0000",
                "\\ud800",
                "",
                "logmesh_marker",
                "a".repeat(300));
    }

    private static Arbitrary<String> values(int depth) {
        var scalars = Arbitraries.of(
                "\"x\"",
                "\"true\"",
                "\"../..\"",
                "\"..\"",
                "\"logs-*,-x\"",
                "\"_all\"",
                "\"A B\\u0000\\n\\u001b[31m\"",
                "\"\\ud83d\"",
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"",
                "\"keep\"",
                "\"aaa\"",
                "\"p\"",
                "1e400",
                "-0",
                "999999999999999999999999999999",
                "1.0000000000000000000000000001",
                "1763802910",
                "1763802910123",
                "\"2026-11-22T09:15:10Z\"",
                "\"9999-99-99T99:99:99Z\"",
                "null",
                "true",
                "[]",
                "{}",
                "[[[[1]]]]",
                "\"\"");
        if (depth == 0) {
            return scalars;
        }
        var inner = Combinators.combine(
                        Arbitraries.of(
                                "namespace_name",
                                "pod_name",
                                "container_name",
                                "host",
                                "labels",
                                "labels",
                                "annotations",
                                "audit",
                                "app",
                                "n",
                                "scopeLogs",
                                "logRecords",
                                "pod_labels"),
                        values(depth - 1))
                .as("\"%s\":%s"::formatted)
                .list()
                .ofMaxSize(4)
                .map(all -> "{" + String.join(",", all) + "}");
        return Arbitraries.frequencyOf(
                Tuple.of(3, scalars), Tuple.of(2, inner), Tuple.of(1, inner.map(object -> "[" + object + ",1]")));
    }

    /** Records of which bytes were changed, lost or cut off; some are nothing but noise. */
    @Provide
    Arbitrary<byte[]> damaged() {
        return Combinators.combine(records(), Arbitraries.longs()).as((record, seed) -> {
            byte[] bytes = TestRouter.bytes(record);
            var random = new Random(seed);
            if (seed % 5 == 0) {
                random.nextBytes(bytes);
            }
            for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            return Arrays.copyOf(bytes, bytes.length - (bytes.length == 0 ? 0 : random.nextInt(bytes.length)));
        });
    }

    @Provide
    Arbitrary<String> large() {
        var tenKilobytes = "n/".repeat(5_000);
        return Arbitraries.of(List.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000),
                "{\"log\":\"" + "x".repeat(1_200_000) + "\"}",
                "{\"log\":\"" + "\\u00e4".repeat(300_000) + "\"}",
                "{\"a\":\"" + "x".repeat(1_200_000) + "\"}",
                "x".repeat(1_200_000),
                "{\"n\":" + "9".repeat(500_000) + "}",
                "{\"kubernetes\":{\"namespace_name\":\"" + tenKilobytes + "\",\"pod_name\":\"" + tenKilobytes
                        + "\",\"labels\":{\"" + tenKilobytes + "\":\"" + tenKilobytes + "\",\"app\":\"../../"
                        + tenKilobytes
                        + "\"}}}",
                "{\"a\":1}".repeat(2_000),
                "{" + "\"log\":\"x\",".repeat(20_000) + "\"log\":\"y\"}"));
    }
}
