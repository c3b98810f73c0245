package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.IdSample;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.RecordId;
import io.logmesh.contract.TopicCare;
import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.logmesh.enricher.joining.JoinBudget;
import io.logmesh.enricher.joining.Joiner;
import io.logmesh.enricher.redaction.Redactor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnricherTopologyTest {

    private static final byte[] KEY = bytes("shop/web-1/app/stdout");
    private static final Instant COLLECTED = Instant.parse("2024-05-05T10:00:00Z");
    private static final String INGEST_TS = Long.toString(COLLECTED.toEpochMilli());
    private static final List<String> OUTPUTS =
            List.of("logs.enriched.shop", "logs.enriched.payments", "logs.enriched.sampled", "logs.dead.enricher");

    private static final List<String> KNOWN =
            Stream.concat(OUTPUTS.stream(), Stream.of("test-pending-changelog")).toList();

    /** Of {@code max.message.bytes}. */
    private static final int KAFKAS_DEFAULT_LIMIT = 1_048_588;

    private final FakeCluster cluster = new FakeCluster();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<byte[], byte[]> routed =
            driver.createInputTopic(Topics.ROUTED, new ByteArraySerializer(), new ByteArraySerializer());

    /** Whether the lines to come are. */
    private boolean overQuota;

    private TopologyTestDriver driver() {
        var meters = new EnricherMeters(registry);
        var meshTopics = new MeshTopics(Topics.ROUTED, Sources::none, 6, 12, new TopicRequest(Optional.empty()));
        var topics = new EnrichedTopics(meshTopics, new TopicCare(cluster, new TopicReports(meters), System::nanoTime));
        var settings = new Properties();
        settings.put("application.id", "test");
        return new TopologyTestDriver(
                EnricherTopology.build(
                        Topics.ROUTED,
                        topics,
                        new Treatments(EnricherTopologyTest::rules),
                        new JoinBudget(1 << 20),
                        ThreadLocal.withInitial(() -> new Redactor(null, meters::redacted)),
                        meters),
                settings);
    }

    /** The source {@code payments} redacts; {@code shop} is as every source is. */
    private static Sources rules() {
        try {
            return Sources.parse(
                    "logmesh.yaml",
                    "sources: {payments: {match: 'false', redact: [email]},"
                            + " sampled: {match: 'false', index: {sample: {keep: 50%, when: fields.status < 400}}}}");
        } catch (InvalidSourcesException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        driver.close();
    }

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

    @ParameterizedTest
    @CsvSource({
        "logmesh-source,,invalid_source",
        "logmesh-source,../etc,invalid_source",
        "logmesh-source,Shop,invalid_source",
        "logmesh-id,,missing_id",
        "logmesh-id,'',missing_id",
        "logmesh-ingest-ts,,invalid_ingest_ts",
        "logmesh-ingest-ts,yesterday,invalid_ingest_ts",
        "logmesh-ingest-ts,999999999999999999,invalid_ingest_ts"
    })
    void sendsARecordThatTheRouterDidNotMakeToTheDeadLetters(String header, String value, String error) {
        var headers = headers("shop");
        headers.remove(header);
        if (value != null) {
            headers.add(header, bytes(value));
        }

        pipe("{\"log\":\"hello\"}", headers);

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(dead.key()).isEqualTo(KEY);
        assertThat(dead.value()).isEqualTo(bytes("{\"log\":\"hello\"}"));
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.CLASS)).isEqualTo(error);
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.STAGE)).isEqualTo("enricher");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.TOPIC)).isEqualTo("logs.routed");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.ATTEMPT)).isEqualTo("1");
        assertThat(registry.counter(MetricNames.DEAD_LETTERS, "reason", error).count())
                .isEqualTo(1);
        assertNothingElse();
    }

    @Test
    void sendsTheRecordsOfARefusedTopicToTheDeadLetters() {
        cluster.failures.put("logs.enriched.shop", new TopicAuthorizationException("no right"));

        pipe("{\"log\":\"a\"}", headers("shop"));
        pipe("{\"log\":\"b\"}", headers("payments"));

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.CLASS)).isEqualTo("topic_refused");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.MESSAGE)).contains("no right");
        assertThat(read("logs.enriched.payments")).hasSize(1);
        assertNothingElse();
    }

    @Test
    void readsARecordAgainWhereTheClusterDidNotAnswer() {
        cluster.failures.put("logs.enriched.shop", new TimeoutException("nobody there"));

        assertThatThrownBy(() -> pipe("{\"log\":\"a\"}", headers("shop"))).isInstanceOf(KafkaException.class);

        assertNothingElse();
    }

    @Test
    void cutsADeadLetterThatIsTooLargeToWrite() {
        var members = "\"" + "a".repeat(5 * 1024 * 1024) + "\"";

        pipe("{\"a\":" + members + "}", headers("shop"));

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.CLASS)).isEqualTo("record_too_large");
        assertThat(dead.value()).hasSizeLessThan(MeshTopics.MAX_MESSAGE_BYTES);
        assertNothingElse();
    }

    @Test
    void writesARecordThatItsTopicWouldNotTakeToTheDeadLetters() {
        cluster.maxMessageBytes = 1024 * 1024;

        pipe("{\"log\":\"" + "a".repeat(900_000) + "\"}", headers("shop"));

        assertThat(RecordHeaders.text(read("logs.dead.enricher").getFirst().headers(), DeadLetter.CLASS))
                .isEqualTo("record_too_large");
        assertNothingElse();
    }

    @Test
    void cutsADeadLetterToWhatItsTopicTakes() {
        cluster.maxMessageBytes = KAFKAS_DEFAULT_LIMIT;

        pipe("{\"log\":\"" + "a".repeat(2_000_000) + "\"}", headers("shop").add("tenant", new byte[300_000]));

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.MESSAGE)).contains("the value had 2000010 bytes");
        assertThat(dead.headers().lastHeader("tenant").value()).hasSize(300_000);
        assertThat(dead.key()).isEqualTo(KEY);
        assertThat(sizeInKafka(dead)).isBetween(KAFKAS_DEFAULT_LIMIT - 8_000, KAFKAS_DEFAULT_LIMIT);
        assertNothingElse();
    }

    @Test
    void leavesForeignHeadersOffADeadLetterWhoseTopicWouldNotTakeThem() {
        cluster.maxMessageBytes = KAFKAS_DEFAULT_LIMIT;

        pipe("{\"log\":\"a\"}", headers("shop").add("tenant", new byte[2_000_000]));

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(dead.headers().lastHeader("tenant")).isNull();
        assertThat(RecordHeaders.text(dead.headers(), HeaderNames.ID)).isEqualTo("id-1");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.MESSAGE)).contains("cut to fit its topic");
        assertThat(dead.value()).isEqualTo(bytes("{\"log\":\"a\"}"));
        assertThat(dead.key()).isEqualTo(KEY);
        assertNothingElse();
    }

    @Test
    void leavesAKeyOffADeadLetterWhoseTopicWouldNotTakeIt() {
        cluster.maxMessageBytes = KAFKAS_DEFAULT_LIMIT;

        routed.pipeInput(new TestRecord<>(new byte[2_000_000], bytes("{}"), headers("shop"), COLLECTED));

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(dead.key()).isNull();
        assertThat(dead.value()).isEqualTo(bytes("{}"));
        assertNothingElse();
    }

    @Test
    void countsHeadersAndKeyAsTheyAreAndSparesNoRoomBesides() {
        cluster.maxMessageBytes = KAFKAS_DEFAULT_LIMIT;

        pipe("{\"log\":\"\",\"a\":\"" + "a".repeat(1_000_000) + "\"}", headers("shop"));
        pipe(
                "{\"log\":\"\",\"a\":\"" + "a".repeat(1_000_000) + "\"}",
                headers("shop").add("t", new byte[60_000]));

        assertThat(sizeInKafka(read("logs.enriched.shop").getFirst())).isBetween(1_000_000, KAFKAS_DEFAULT_LIMIT);
        assertThat(read("logs.dead.enricher")).hasSize(1);
        assertNothingElse();
    }

    /** As the producer estimates it, and no less than what the broker compares with the topic's limit. */
    private static int sizeInKafka(TestRecord<byte[], byte[]> record) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                record.key(),
                record.value(),
                record.headers().toArray());
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
    void countsWhatComesAndGoes() {
        pipe("{\"log\":\"{\\\"a\\\":1}\"}", headers("shop"));
        pipe("{\"log\":\"a=1 b=2\"}", headers("shop"));
        pipe("{\"log\":\"hello\"}", headers("shop"));

        assertThat(registry.counter(MetricNames.RECORDS_IN).count()).isEqualTo(3);
        assertThat(registry.counter(MetricNames.BYTES_IN).count()).isEqualTo(19 + 17 + 15);
        assertThat(registry.counter(MetricNames.RECORDS_OUT, "source", "shop").count())
                .isEqualTo(3);
        assertThat(registry.counter(MetricNames.BYTES_OUT, "source", "shop").count())
                .isEqualTo(read("logs.enriched.shop").stream()
                        .mapToInt(record -> record.value().length)
                        .sum());
        for (var format : List.of("json", "logfmt", "text")) {
            assertThat(registry.counter(MetricNames.ENRICH_PARSED, "format", format)
                            .count())
                    .as(format)
                    .isEqualTo(1);
        }
    }

    @Test
    void joinsTheLinesOfATraceAndTellsWhichTheyWere() {
        line(0, "ERROR failed\\n", "stdout");
        line(1, "\\tat a.B.c(B.java:1)\\n", "stdout");
        line(2, "\\tat a.B.d(B.java:2)\\n", "stdout");
        assertThat(driver.producedTopicNames()).doesNotContain("logs.enriched.shop");
        line(3, "INFO next\\n", "stdout");

        var record = read("logs.enriched.shop").getFirst();
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.ID)).isEqualTo(id(0));
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.COVERS)).isEqualTo("2x1");
        assertThat(RecordHeaders.text(record.headers(), HeaderNames.LEVEL)).isEqualTo("error");
        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.getRecordTime()).isEqualTo(COLLECTED);
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .contains("\"event_id\":\"" + id(0) + "\",\"lines\":3,\"covers\":\"2x1\"")
                .contains("\"message\":\"failed\\n\\tat a.B.c(B.java:1)\\n\\tat a.B.d(B.java:2)\"");
        assertThat(registry.counter(MetricNames.JOIN_LINES, "source", "shop").count())
                .isEqualTo(2);
        assertThat(registry.counter(MetricNames.RECORDS_OUT, "source", "shop").count())
                .isEqualTo(1);
        assertNothingElse();
    }

    @Test
    void marksOfATraceOnlyTheLinesThatAreOverTheQuota() {
        line(0, "ERROR failed", "stdout");
        line(1, "\\tat a.B.c", "stdout");
        overQuota = true;
        line(2, "\\tat a.B.d", "stdout");
        line(3, "\\tat a.B.e", "stdout");
        overQuota = false;
        line(4, "\\tat a.B.f", "stdout");
        passTicks(6);

        var records = read("logs.enriched.shop");
        assertThat(records)
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.ID))
                .containsExactly(id(0), id(2), id(4));
        assertThat(records)
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.COVERS))
                .containsExactly("1", "1", null);
        assertThat(records)
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.INDEX))
                .containsExactly(null, "no", null);
        assertThat(records)
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8)
                        .contains("\"logmesh_quota\":\"over\",\"logmesh_index\":\"no\","))
                .containsExactly(false, true, false);
        assertThat(registry.counter(MetricNames.JOIN_EVENTS, "reason", "quota").count())
                .isEqualTo(2);
        assertNothingElse();
    }

    @Test
    void sendsAnEventOnWhenNoLineComesInTime() {
        line(0, "ERROR failed", "stdout");

        passTicks(5);
        assertNothingElse();
        passTicks(1);

        assertThat(read("logs.enriched.shop")).hasSize(1);
        assertThat(driver.getKeyValueStore(EnricherTopology.PENDING).all()).isExhausted();
        passTicks(20);
        assertNothingElse();
    }

    @Test
    void neverJoinsStderrToStdout() {
        line(0, "ERROR failed", "stdout");
        line(1, "\\tat a.B.c(B.java:1)", "stderr");
        passTicks(6);

        assertThat(read("logs.enriched.shop"))
                .extracting(record -> RecordHeaders.text(record.headers(), HeaderNames.COVERS))
                .containsExactly(null, null);
        assertNothingElse();
    }

    @Test
    void keepsWhatIsPendingInTheChangelog() {
        line(0, "ERROR failed", "stdout");
        line(1, "\\tat a.B.c(B.java:1)", "stdout");

        assertThat(driver.getKeyValueStore(EnricherTopology.PENDING).approximateNumEntries())
                .isEqualTo(1);
        assertThat(driver.producedTopicNames()).containsExactly("test-pending-changelog");
        assertThat(read("test-pending-changelog").getLast().value()).isNotNull();
        passTicks(6);
        assertThat(read("test-pending-changelog").getLast().value()).isNull();
        assertThat(read("logs.enriched.shop")).hasSize(1);
    }

    @Test
    void doesNotJoinAgainWhatComesBackJoined() {
        line(0, "ERROR before", "stdout");
        pipe("{\"log\":\"ERROR failed\\n\\tat a.B.c\"}", headers("shop", id(7)).add(HeaderNames.COVERS, bytes("1@2")));
        line(9, "\\tat a.B.d", "stdout");
        passTicks(6);

        var records = read("logs.enriched.shop");
        assertThat(records).hasSize(3);
        assertThat(new String(records.get(1).value(), StandardCharsets.UTF_8))
                .contains("\"lines\":2,\"covers\":\"1@2\"");
        assertNothingElse();
    }

    @Test
    void tellsTheFirstLinesPlaceOfAnEventThatDiesOnTimeout() {
        line(0, "ERROR failed", "stdout");
        line(1, "\\tat a.B.c", "stdout");
        cluster.failures.put("logs.enriched.shop", new TopicAuthorizationException("no right"));
        passTicks(6);

        var dead = read("logs.dead.enricher").getFirst();
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.CLASS)).isEqualTo("topic_refused");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.TOPIC)).isEqualTo("logs.routed");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.PARTITION)).isEqualTo("0");
        assertThat(RecordHeaders.text(dead.headers(), DeadLetter.OFFSET)).isEqualTo("0");
        assertThat(RecordHeaders.text(dead.headers(), HeaderNames.COVERS)).isEqualTo("1");
        assertThat(new String(dead.value(), StandardCharsets.UTF_8)).contains("failed\\n\\tat a.B.c");
        assertNothingElse();
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

    @Test
    void letsNothingOutIntoTheDeadLettersEither() {
        cluster.failures.put("logs.enriched.payments", new TopicAuthorizationException("no right"));
        pipe("{\"log\":\"user=ann@x.de\"}", headers("payments"));

        assertThat(new String(read("logs.dead.enricher").getFirst().value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"log\":\"user=[email]\"}");
        assertNothingElse();
    }

    private void line(long offset, String text, String stream) {
        var headers = headers("shop", id(offset));
        if (overQuota) {
            headers.add(HeaderNames.QUOTA, bytes(HeaderNames.QUOTA_OVER));
            headers.add(HeaderNames.INDEX, bytes(HeaderNames.INDEX_NO));
        }
        routed.pipeInput(new TestRecord<>(
                bytes("shop/web-1/app/" + stream),
                bytes("{\"log\":\"" + text + "\",\"stream\":\"" + stream + "\"}"),
                headers,
                COLLECTED));
    }

    private void passTicks(int ticks) {
        for (int i = 0; i < ticks; i++) {
            driver.advanceWallClockTime(Joiner.TICK);
        }
    }

    private static String id(long offset) {
        return RecordId.of(COLLECTED.toEpochMilli(), "logs.raw", 0, offset);
    }

    private void pipe(String value, Headers headers) {
        routed.pipeInput(new TestRecord<>(KEY, bytes(value), headers, COLLECTED));
    }

    private static Headers headers(String source) {
        return headers(source, "id-1");
    }

    private static Headers headers(String source, String id) {
        return new org.apache.kafka.common.header.internals.RecordHeaders()
                .add(HeaderNames.ID, bytes(id))
                .add(HeaderNames.SOURCE, bytes(source))
                .add(HeaderNames.INGEST_TS, bytes(INGEST_TS));
    }

    private List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** What has not been read by now should not be there. */
    private void assertNothingElse() {
        for (var topic : OUTPUTS) {
            assertThat(read(topic)).as(topic).isEmpty();
        }
        assertThat(driver.producedTopicNames()).isSubsetOf(KNOWN);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
