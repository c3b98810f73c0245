package io.logmesh.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.telemetry.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterHandlerTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-22T09:15:10Z");

    @Test
    void keepsTheRecordAndSaysWhyItIsThere() {
        var letters = processFailingWith(new IllegalStateException("the content of the record"));

        assertThat(letters).hasSize(1);
        var letter = letters.getFirst();
        assertThat(letter.key()).asString().isEqualTo("key");
        assertThat(letter.value()).asString().isEqualTo("value");
        assertThat(RecordHeaders.text(letter.headers(), "tenant")).isEqualTo("t1");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.CLASS)).isEqualTo("IllegalStateException");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.MESSAGE))
                .doesNotContain("content")
                .doesNotContain("cut");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.STAGE)).isEqualTo("router");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.TOPIC)).isEqualTo("logs.raw");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.PARTITION)).isEqualTo("0");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.OFFSET)).isEqualTo("0");
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.TIMESTAMP))
                .isEqualTo(Long.toString(WRITTEN.toEpochMilli()));
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.ATTEMPT)).isEqualTo("1");
    }

    @Test
    void doesNotBlameTheRecordForTheCluster() {
        assertThatThrownBy(() -> processFailingWith(new KafkaException("fenced")))
                .isInstanceOf(KafkaException.class);
    }

    @Test
    void writesNothingThatItsTopicWouldNotTake() {
        var record = new TestRecord<>(new byte[5_000_000], new byte[5_000_000], WRITTEN);
        for (int i = 0; i < 5; i++) {
            record.headers().add("h", new byte[1_000_000]);
        }

        var letter = process(new IllegalStateException(), record).getFirst();

        assertThat(size(letter)).isBetween(MeshTopics.MAX_MESSAGE_BYTES - 2000L, (long) MeshTopics.MAX_MESSAGE_BYTES);
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.OFFSET)).isEqualTo("0");
    }

    @Test
    void cutsToWhatTheTopicOfThisClusterTakes() {
        DeadLetterHandler.limitTo(() -> 1_048_588);
        var record = new TestRecord<>(new byte[10], new byte[3_000_000], WRITTEN);
        record.headers().add("tenant", new byte[500_000]);

        var letter = process(new IllegalStateException(), record).getFirst();

        assertThat(letter.key()).hasSize(10);
        assertThat(letter.headers().lastHeader("tenant").value()).hasSize(500_000);
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.MESSAGE))
                .as("a replay must know that it is a stump")
                .endsWith("; cut to fit its topic, the value had 3000000 bytes");
        assertThat(size(letter)).isBetween(1_048_588L - 2000, 1_048_588L);
    }

    /** A replay must know that it is a stump, also where only the trace's header leaves no room for the rest. */
    @Test
    void neverCutsWithoutSayingSo() {
        DeadLetterHandler.limitTo(() -> 1_048_588);
        long room = 1_048_588 - 1024;
        var error = new IllegalStateException();
        long others = size(process(error, new TestRecord<>(new byte[10], new byte[0], WRITTEN))
                .getFirst());
        var record = new TestRecord<>(new byte[10], new byte[(int) (room - others)], WRITTEN);
        assertThat(process(error, record).getFirst().headers().lastHeader("traceparent"))
                .isNull();

        try (var tracing = Tracing.to("router", Optional.of("http://127.0.0.1:9"), 0)) {
            DeadLetterHandler.reportTo(new RouterMeters(new SimpleMeterRegistry(), tracing));
            var letter = process(error, record).getFirst();

            assertThat(letter.headers().lastHeader("traceparent")).isNotNull();
            assertThat(letter.value().length).isLessThan(record.value().length);
            assertThat(RecordHeaders.text(letter.headers(), DeadLetter.MESSAGE)).contains(DeadLetter.CUT);
        }
    }

    @Test
    void leavesOutForeignHeadersThatAloneDoNotFit() {
        DeadLetterHandler.limitTo(() -> 1_048_588);
        var record = new TestRecord<>("key".getBytes(UTF_8), "value".getBytes(UTF_8), WRITTEN);
        record.headers().add("h", new byte[1_048_000]).add(DeadLetter.ATTEMPT, "2".getBytes(UTF_8));

        var letter = process(new IllegalStateException(), record).getFirst();

        assertThat(letter.value()).asString().isEqualTo("value");
        assertThat(letter.headers().lastHeader("h")).isNull();
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.MESSAGE)).contains(DeadLetter.CUT);
        assertThat(RecordHeaders.text(letter.headers(), DeadLetter.ATTEMPT)).isEqualTo("3");
    }

    @Test
    void readsTheRecordAgainWhereTheTopicIsNotToBeHad() {
        DeadLetterHandler.limitTo(() -> {
            throw new KafkaException("nobody there");
        });

        assertThatThrownBy(() -> processFailingWith(new IllegalStateException("x")))
                .isInstanceOf(KafkaException.class);
    }

    @BeforeEach
    @AfterEach
    void takeWhatATopicMadeHereTakesAndTraceNothing() {
        DeadLetterHandler.limitTo(() -> MeshTopics.MAX_MESSAGE_BYTES);
        DeadLetterHandler.reportTo(new RouterMeters(new SimpleMeterRegistry()));
    }

    private static long size(TestRecord<byte[], byte[]> letter) {
        long bytes = letter.key().length + (long) letter.value().length;
        for (var header : letter.headers()) {
            bytes += RecordHeaders.size(header);
        }
        return bytes;
    }

    private static List<TestRecord<byte[], byte[]>> processFailingWith(RuntimeException error) {
        var record = new TestRecord<>("key".getBytes(UTF_8), "value".getBytes(UTF_8), WRITTEN);
        record.headers().add("tenant", "t1".getBytes(UTF_8));
        return process(error, record);
    }

    private static List<TestRecord<byte[], byte[]>> process(RuntimeException error, TestRecord<byte[], byte[]> record) {
        var settings = new Properties();
        settings.put("application.id", "test");
        settings.put("processing.exception.handler", DeadLetterHandler.class.getName());
        var bytes = new ByteArrayDeserializer();
        var topology = new Topology()
                .addSource("raw", bytes, bytes, "logs.raw")
                .addProcessor("fail", () -> new FailingProcessor(error), "raw");
        try (var driver = new TopologyTestDriver(topology, settings)) {
            driver.createInputTopic("logs.raw", new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeInput(record);
            return driver.createOutputTopic(MeshTopics.DEAD_LETTERS, bytes, bytes)
                    .readRecordsToList();
        }
    }

    private record FailingProcessor(RuntimeException error) implements Processor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            throw error;
        }
    }
}
