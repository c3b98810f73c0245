package io.logmesh.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.MetricNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.TopicCare;
import io.logmesh.contract.TopicRequest;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.LiveSources.Rules;
import io.logmesh.contract.sources.Sources;
import io.logmesh.router.quota.PartitionShare;
import io.logmesh.router.quota.Quotas;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The router's whole topology, with a cluster that is made up. */
final class TestRouter implements AutoCloseable {

    /** A record of a topic. */
    record Written(String topic, TestRecord<byte[], byte[]> record) {

        String header(String name) {
            return RecordHeaders.text(record.headers(), name);
        }

        String source() {
            return header(HeaderNames.SOURCE);
        }

        String id() {
            return header(HeaderNames.ID);
        }

        String text() {
            return TestRouter.text(record.value());
        }

        /** All there is to it. */
        String everything() {
            return topic
                    + ' '
                    + TestRouter.text(record.key())
                    + ' '
                    + text()
                    + ' '
                    + record.getRecordTime()
                    + ' '
                    + record.headers();
        }
    }

    final FakeCluster cluster = new FakeCluster();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Quotas quotas = new Quotas(new PartitionShare());
    private final AtomicReference<Rules> rules = new AtomicReference<>();
    private final TopologyTestDriver driver;

    TestRouter(String yaml) {
        this(sources(yaml), "logs.raw", "k8s-logs");
    }

    TestRouter(Sources sources, String... rawTopics) {
        this(sources, new RawTopics(List.of(rawTopics), Optional.empty()));
    }

    TestRouter(Sources sources, RawTopics raw) {
        rules.set(Rules.of(sources));
        var meters = new RouterMeters(registry);
        var topics = new MeshTopics(raw, 6, 12, new TopicRequest(Optional.empty()));
        var care = new TopicCare(cluster, new TopicReports(meters), System::nanoTime);
        var settings = new Properties();
        settings.put("application.id", "test");
        settings.put("processing.exception.handler", DeadLetterHandler.class.getName());
        driver = new TopologyTestDriver(
                RouterTopology.build(raw, rules::get, new Destinations(topics, care), quotas, meters),
                settings,
                Instant.parse("2026-11-22T09:15:10Z"));
    }

    void reload(String yaml) {
        reload(Rules.of(sources(yaml)));
    }

    void reload(Rules next) {
        rules.set(next);
    }

    String hash() {
        return rules.get().hash();
    }

    void pipe(String value, Instant time) {
        pipe(new TestRecord<>(null, bytes(value), time));
    }

    void pipe(TestRecord<byte[], byte[]> record) {
        input("logs.raw").pipeInput(record);
    }

    TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Lets time pass on the wall. */
    void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** What stands in {@code topic} and has not been read before. */
    List<Written> read(String topic) {
        return driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(record -> new Written(topic, record))
                .toList();
    }

    /** As {@link #read(String)}, of all topics that were ever written to. */
    List<Written> readAll() {
        var all = new ArrayList<Written>();
        driver.producedTopicNames().stream().sorted().forEach(topic -> all.addAll(read(topic)));
        return all;
    }

    double count(String meter, String... tags) {
        return registry.find(meter).tags(tags).meters().stream()
                .mapToDouble(TestRouter::value)
                .sum();
    }

    private static double value(Meter meter) {
        return StreamSupport.stream(meter.measure().spliterator(), false)
                .mapToDouble(Measurement::getValue)
                .sum();
    }

    /** The sources that any record was written or dropped for. */
    Set<String> matchedRules() {
        return registry.getMeters().stream()
                .filter(meter -> value(meter) > 0)
                .map(meter -> meter.getId().getTag(MetricNames.SOURCE_TAG))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    double dropped(String source) {
        return count(MetricNames.RECORDS_DROPPED, MetricNames.SOURCE_TAG, source);
    }

    static Written only(List<Written> all) {
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    static Sources sources(String yaml) {
        try {
            return Sources.parse("test", yaml);
        } catch (InvalidSourcesException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
    }
}
