package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.RecordId;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTopologyTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-22T09:15:10Z");
    private static final String ID = RecordId.of(WRITTEN.toEpochMilli(), "logs.raw", 0, 0);

    private final Sources sources = sources("""
            sources:
              audit:
                match: k8s.labels['audit'] == 'true'
                copy: true
              shop:
                match: k8s.namespace_name == 'shop'
                drop: log.contains('/healthz')
            default: rest
            """);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TopologyTestDriver driver = driver(sources);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void routesToOneTopicWithTheSourceInAHeader() {
        pipe("logs.raw", "{\"log\":\"paid\",\"kubernetes\":{\"namespace_name\":\"shop\",\"pod_name\":\"p\"}}");

        var record = only(routed());
        assertThat(text(record.key())).isEqualTo("shop/p//");
        assertThat(text(record.value())).contains("paid");
        assertThat(record.getRecordTime()).isEqualTo(WRITTEN);
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.SOURCE)).isEqualTo("shop");
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.ID)).isEqualTo(ID);
        assertThat(RecordHeaders.ingestTs(record.headers())).isEqualTo(WRITTEN.toEpochMilli());
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.RULES)).isEqualTo(sources.hash());
        assertThat(dead()).isEmpty();
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

        assertThat(registry.counter(MetricNames.RECORDS_IN).count()).isEqualTo(2);
        assertThat(registry.counter(MetricNames.BYTES_IN).count()).isEqualTo(40 + 5);
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

    @Test
    void givesTheSameAfterAReplay() throws IOException {
        var values = List.of(sample("fluentd"), sample("otlp"), "text", "[{},7]", "{\"a\":1}\n{\"b\":2}");
        values.forEach(value -> pipe("logs.raw", value));
        var first = describe(routed());
        driver.close();
        driver = driver(sources);
        var second = new ArrayList<String>();
        for (var value : values) {
            pipe("logs.raw", value);
            second.addAll(describe(routed()));
        }

        assertThat(first).hasSize(8).doesNotHaveDuplicates().isEqualTo(second);
    }

    private List<String> describe(List<TestRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> text(record.key()) + text(record.value()) + record.headers())
                .toList();
    }

    private TopologyTestDriver driver(Sources sources) {
        var settings = new Properties();
        settings.put("application.id", "test");
        settings.put("processing.exception.handler", DeadLetterHandler.class.getName());
        var topology = RouterTopology.build(List.of("logs.raw", "k8s-logs"), sources, new RouterMeters(registry));
        return new TopologyTestDriver(topology, settings);
    }

    private void pipe(String topic, String value) {
        input(topic).pipeInput(null, bytes(value), WRITTEN);
    }

    private TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private List<TestRecord<byte[], byte[]>> routed() {
        return read(Topics.ROUTED);
    }

    private List<TestRecord<byte[], byte[]>> dead() {
        return read(MeshTopics.DEAD_LETTERS);
    }

    private List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private double count(String meter, String source) {
        return registry.counter(meter, MetricNames.SOURCE_TAG, source).count();
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

    private static String sample(String collector) throws IOException {
        try (var sample = RouterTopologyTest.class.getResourceAsStream("/collectors/" + collector + ".json")) {
            return text(sample.readAllBytes());
        }
    }

    private static Sources sources(String yaml) {
        try {
            return Sources.parse("test", yaml);
        } catch (InvalidSourcesException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
