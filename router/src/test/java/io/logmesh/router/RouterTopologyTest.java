package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.RecordId;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTopologyTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-22T09:15:10Z");
    private static final String ID = RecordId.of(WRITTEN.toEpochMilli(), "logs.raw", 0, 0);

    private static final Sources SOURCES = TestRouter.sources("""
            sources:
              audit:
                match: k8s.labels['audit'] == 'true'
                copy: true
              shop:
                match: k8s.namespace_name == 'shop'
                drop: log.contains('/healthz')
            default: rest
            """);
    private final TestRouter router = new TestRouter(SOURCES, "logs.raw", "k8s-logs");

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void routesToOneTopicWithTheSourceInAHeader() {
        pipe("logs.raw", "{\"log\":\"paid\",\"kubernetes\":{\"namespace_name\":\"shop\",\"pod_name\":\"p\"}}");

        var record = only(routed());
        assertThat(text(record.key())).isEqualTo("shop/p//");
        assertThat(text(record.value())).contains("paid");
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.SOURCE)).isEqualTo("shop");
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.ID)).isEqualTo(ID);
        assertThat(RecordHeaders.ingestTs(record.headers())).isEqualTo(WRITTEN.toEpochMilli());
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.RULES)).isEqualTo(SOURCES.hash());
        assertThat(dead()).isEmpty();
    }

    /** Kafka deletes by it, and may refuse one that is old. */
    @Test
    void givesARecordOfABacklogKafkasTimeOfNow() {
        router.pipe("text", WRITTEN.minus(Duration.ofDays(3)));
        router.advance(Duration.ofSeconds(1));
        router.pipe("text", WRITTEN.minus(Duration.ofDays(3)));

        var records = routed();
        assertThat(Duration.between(
                        records.getFirst().getRecordTime(), records.getLast().getRecordTime()))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(records)
                .allMatch(record -> RecordHeaders.ingestTs(record.headers())
                        == WRITTEN.minus(Duration.ofDays(3)).toEpochMilli());
    }

    @Test
    void readsEveryRawTopicAndTellsThemApart() {
        pipe("logs.raw", "text");
        pipe("k8s-logs", "text");

        assertThat(routed())
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.ID))
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(dead()).isEmpty();
    }

    @Test
    void keepsForeignHeadersAndReplacesItsOwn() {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders()
                .add("tenant", bytes("t1"))
                .add(HeaderNames.SOURCE, bytes("forged"))
                .add(HeaderNames.ID, null);
        input("logs.raw").pipeInput(new TestRecord<>(bytes("k"), bytes("text"), headers, WRITTEN));

        var routed = only(routed()).headers();
        assertThat(RecordHeaders.text(routed, "tenant")).isEqualTo("t1");
        assertThat(values(routed, HeaderNames.SOURCE)).containsExactly("rest");
        assertThat(values(routed, HeaderNames.ID)).containsExactly(ID);
    }

    @Test
    void takesNoDecisionFromACollectorsHeaders() {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders()
                .add(HeaderNames.INDEX, bytes(HeaderNames.INDEX_NO))
                .add(HeaderNames.MARKER, bytes(HeaderNames.MARKER_QUOTA))
                .add(HeaderNames.LEVEL, bytes("fatal"))
                .add("logmesh-error-attempt", bytes("2"));
        input("logs.raw").pipeInput(new TestRecord<>(bytes("k"), bytes("text"), headers, WRITTEN));

        assertThat(only(routed()).headers().toArray())
                .extracting(Header::key)
                .containsExactlyInAnyOrder(
                        HeaderNames.ID,
                        HeaderNames.SOURCE,
                        HeaderNames.INGEST_TS,
                        HeaderNames.RULES,
                        "logmesh-error-attempt");
    }

    @Test
    void leavesOutHeadersThatNoTopicMightTake() {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        for (int i = 0; i < 100_000; i++) {
            headers.add("", null);
        }
        input("logs.raw").pipeInput(new TestRecord<>(bytes("k"), bytes("text"), headers, WRITTEN));

        assertThat(only(routed()).headers().toArray()).hasSize(4);
        assertThat(router.count(MetricNames.HEADERS_LEFT_OUT)).isEqualTo(1);
    }

    @Test
    void copiesWithTheSameIdAndHeadersOfTheirOwn() {
        pipe("logs.raw", "{\"kubernetes\":{\"namespace_name\":\"shop\",\"labels\":{\"audit\":\"true\"}}}");

        var records = routed();
        assertThat(records)
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.SOURCE))
                .containsExactly("audit", "shop");
        assertThat(records)
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.ID))
                .containsOnly(ID);
    }

    @Test
    void countsWhatItDropsUnderTheSourceOfTheRule() {
        pipe("logs.raw", "{\"log\":\"GET /healthz\",\"kubernetes\":{\"namespace_name\":\"shop\"}}");

        assertThat(routed()).isEmpty();
        assertThat(dead()).isEmpty();
        assertThat(count(MetricNames.RECORDS_DROPPED, "shop")).isEqualTo(1);
        assertThat(count(MetricNames.RECORDS_OUT, "shop")).isZero();
    }

    @Test
    void countsRecordsAndBytes() {
        pipe("logs.raw", "{\"kubernetes\":{\"namespace_name\":\"shop\"}}");
        pipe("logs.raw", "[1,2]");

        assertThat(router.count(MetricNames.RECORDS_IN)).isEqualTo(2);
        assertThat(router.count(MetricNames.BYTES_IN)).isEqualTo(40 + 5);
        assertThat(count(MetricNames.RECORDS_OUT, "shop")).isEqualTo(1);
        assertThat(count(MetricNames.RECORDS_OUT, "rest")).isEqualTo(2);
        assertThat(count(MetricNames.BYTES_OUT, "rest")).isEqualTo(2 * 11);
    }

    @Test
    void wrapsATombstone() {
        input("logs.raw").pipeInput(new TestRecord<>(bytes("k"), null, WRITTEN));

        assertThat(text(only(routed()).value())).isEqualTo("{\"log\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fluentd", "fluent-bit", "vector"})
    void leavesARecordOfACollectorAsItIs(String collector) throws IOException {
        var sample = sample(collector);
        pipe("logs.raw", sample);

        var record = only(routed());
        assertThat(text(record.value())).isEqualTo(sample);
        assertThat(text(record.key())).isEqualTo("shop/cart-7d4b9/cart/stdout");
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.SOURCE)).isEqualTo("shop");
        assertThat(dead()).isEmpty();
    }

    @Test
    void splitsAnOtlpExport() throws IOException {
        pipe("logs.raw", sample("otlp"));

        var records = routed();
        assertThat(records)
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.ID))
                .containsExactly(ID + "-0", ID + "-1");
        assertThat(records).extracting(record -> text(record.key())).containsOnly("shop/cart-7d4b9/cart/stdout");
        assertThat(records)
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.SOURCE))
                .containsOnly("shop");
    }

    private void pipe(String topic, String value) {
        input(topic).pipeInput(null, bytes(value), WRITTEN);
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return router.input(topic);
    }

    private List<TestRecord<byte[], byte[]>> routed() {
        return read(Topics.ROUTED);
    }

    private List<TestRecord<byte[], byte[]>> dead() {
        return read(MeshTopics.DEAD_LETTERS);
    }

    private List<TestRecord<byte[], byte[]>> read(String topic) {
        return router.read(topic).stream().map(TestRouter.Written::record).toList();
    }

    private double count(String meter, String source) {
        return router.count(meter, MetricNames.SOURCE_TAG, source);
    }

    private static <T> T only(List<T> all) {
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static List<String> values(Headers headers, String name) {
        return Stream.of(headers.toArray())
                .filter(header -> header.key().equals(name))
                .map(header -> text(header.value()))
                .toList();
    }

    static String sample(String collector) throws IOException {
        try (var sample = RouterTopologyTest.class.getResourceAsStream("/collectors/" + collector + ".json")) {
            return text(sample.readAllBytes());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
