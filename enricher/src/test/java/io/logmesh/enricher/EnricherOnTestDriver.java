package io.logmesh.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordId;
import io.logmesh.contract.TopicCare;
import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.Topics;
import io.logmesh.contract.catalog.Catalog;
import io.logmesh.contract.joining.JoinBudget;
import io.logmesh.contract.joining.Joiner;
import io.logmesh.contract.redaction.Redactor;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;

/** The whole topology without a broker, for the tests that say what goes in and what comes out. */
abstract class EnricherOnTestDriver {

    static final byte[] KEY = bytes("shop/web-1/app/stdout");
    static final Instant COLLECTED = Instant.parse("2024-05-05T10:00:00Z");
    static final String INGEST_TS = Long.toString(COLLECTED.toEpochMilli());
    static final List<String> OUTPUTS = List.of(
            "logs.enriched.shop",
            "logs.enriched.payments",
            "logs.enriched.sampled",
            "logs.enriched.silent",
            "logs.enriched.shaped",
            "logs.enriched.parsed",
            "logs.enriched.hashed",
            "logs.enriched.started",
            "logs.dead.enricher");

    private static final List<String> KNOWN =
            Stream.concat(OUTPUTS.stream(), Stream.of("test-pending-changelog")).toList();

    final FakeCluster cluster = new FakeCluster();
    final Catalog catalog = new Catalog(1 << 20);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final TopologyTestDriver driver = driver();
    final TestInputTopic<byte[], byte[]> routed =
            driver.createInputTopic(Topics.ROUTED, new ByteArraySerializer(), new ByteArraySerializer());

    private TopologyTestDriver driver() {
        var meters = new EnricherMeters(registry);
        var meshTopics = new MeshTopics(Topics.ROUTED, Sources::none, 6, 12, new TopicRequest(Optional.empty()));
        var topics = new EnrichedTopics(meshTopics, new TopicCare(cluster, new TopicReports(meters), System::nanoTime));
        var budget = new JoinBudget(1 << 20);
        meters.watch(budget);
        var settings = new Properties();
        settings.put("application.id", "test");
        return new TopologyTestDriver(
                EnricherTopology.build(
                        Topics.ROUTED,
                        topics,
                        new Treatments(EnricherOnTestDriver::rules),
                        budget,
                        ThreadLocal.withInitial(() -> new Redactor(bytes("key"), meters::redacted)),
                        catalog,
                        meters),
                settings);
    }

    /** The source {@code payments} redacts; {@code shop} is as every source is. */
    private static Sources rules() {
        try {
            return Sources.parse(
                    "logmesh.yaml",
                    "sources: {payments: {match: 'false', redact: [email]},"
                            + " sampled: {match: 'false', index: {sample: {keep: 50%, when: fields.status < 400}}},"
                            + " silent: {match: 'false', index: false},"
                            + " parsed: {match: 'false', parse: [json, {regex: '^(?P<verb>[A-Z]+) took (?P<ms>[0-9]+)'},"
                            + " {grok: '%{IP:client.ip} sent %{NUMBER:size:int}'}]},"
                            + " hashed: {match: 'false', redact: {find: [email, {regex: 'order-[0-9]+'}], by: hash}},"
                            + " started: {match: 'false', multiline: {start: '^[A-Z]', lines: 3, bytes: 64B}},"
                            + " shaped: {match: 'false', redact: [email], shape: {drop: [docker, fields.debug],"
                            + " rename: {fields.user: fields.customer}, fields: 2, depth: 2, length: 40B}}}");
        } catch (InvalidSourcesException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        driver.close();
    }

    void passTicks(int ticks) {
        for (int i = 0; i < ticks; i++) {
            driver.advanceWallClockTime(Joiner.TICK);
        }
    }

    /** What a counter that the registry only reads has counted; 0 where there is none. */
    double counted(String meter, String... tags) {
        var counter = registry.find(meter).tags(tags).functionCounter();
        return counter == null ? 0 : counter.count();
    }

    static String id(long offset) {
        return RecordId.of(COLLECTED.toEpochMilli(), "logs.raw", 0, offset);
    }

    void pipe(String value, Headers headers) {
        routed.pipeInput(new TestRecord<>(KEY, bytes(value), headers, COLLECTED));
    }

    static Headers headers(String source) {
        return headers(source, "id-1");
    }

    static Headers headers(String source, String id) {
        return new org.apache.kafka.common.header.internals.RecordHeaders()
                .add(HeaderNames.ID, bytes(id))
                .add(HeaderNames.SOURCE, bytes(source))
                .add(HeaderNames.INGEST_TS, bytes(INGEST_TS));
    }

    List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** What has not been read by now should not be there. */
    void assertNothingElse() {
        for (var topic : OUTPUTS) {
            assertThat(read(topic)).as(topic).isEmpty();
        }
        assertThat(driver.producedTopicNames()).isSubsetOf(KNOWN);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
