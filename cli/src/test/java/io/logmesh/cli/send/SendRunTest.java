package io.logmesh.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.console.ProgressLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendRunTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void sendsEveryLineAndSumsUp() throws IOException {
        var producer = producer(true);
        var run = run(producer, null);
        var file = Files.writeString(folder.resolve("app.log"), "one\ntwo\n\nthree\n");

        run.send(List.of(Input.of(file.toString())), 1);

        assertThat(run.finish(new PrintWriter(out))).isZero();
        assertThat(producer.history())
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactly("one", "two", "three");
        assertThat(producer.history())
                .allMatch(record -> new String(record.key(), StandardCharsets.UTF_8).equals("app.log"));
        assertThat(out.toString()).startsWith("sent 3 records (11 B) of 4 lines (1 blank) in 1 file, 0 truncated");
    }

    @Test
    void emptyFileIsToldAndIsNoFailure() throws IOException {
        var producer = producer(true);
        var run = run(producer, null);
        var empty = Files.createFile(folder.resolve("empty.log"));

        run.send(List.of(Input.of(empty.toString()), stdin("one\n")), 1);

        assertThat(run.finish(new PrintWriter(out))).isZero();
        assertThat(producer.history()).hasSize(1);
        assertThat(out.toString()).startsWith("sent 1 record (3 B) of 1 line in 2 files (1 empty), 0 truncated");
    }

    @Test
    void brokenArchiveIsToldAndTheNextFileSent() throws IOException {
        var broken = Files.write(folder.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        var good = Files.writeString(folder.resolve("good.log"), "fine");
        var run = run(producer(true), null);

        run.send(List.of(Input.of(broken.toString()), Input.of(good.toString())), 1);

        assertThat(run.finish(new PrintWriter(out))).isEqualTo(1);
        assertThat(out.toString()).contains("sent 1 record (", "not read whole: broken.gz");
    }

    @Test
    void recordThatKafkaRefusesForItsSizeIsCountedAndTheRestIsSent() {
        var producer = producer(false);
        var run = run(producer, null);

        run.send(List.of(stdin("a\nb\n")), 1);
        producer.errorNext(new RecordTooLargeException("too large"));
        producer.completeNext();

        assertThat(run.finish(new PrintWriter(out))).isEqualTo(1);
        assertThat(out.toString()).contains("sent 1 record (", "not taken by Kafka: 1 record: too large");
    }

    @Test
    void sendsNothingMoreOnceKafkaRefusesTheTopic() {
        var producer = producer(false);
        var sender = new Sender(producer, "logs.raw");
        var run = new SendRun(sender, null, new ProgressLine(new PrintWriter(out)));

        run.send(List.of(stdin("a\n")), 2);
        producer.errorNext(new TopicAuthorizationException("logs.raw"));
        run.send(List.of(stdin("b\n")), 2);

        assertThat(producer.history()).hasSize(1);
        assertThat(run.finish(new PrintWriter(out))).isEqualTo(1);
    }

    @Test
    void keepsThePaceAskedFor() {
        long start = System.nanoTime();
        run(producer(true), new Pace(100)).send(List.of(stdin("line\n".repeat(21))), 1);

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    }

    private SendRun run(MockProducer<byte[], byte[]> producer, Pace pace) {
        return new SendRun(
                new Sender(producer, "logs.raw"), pace, new ProgressLine(new PrintWriter(new StringWriter())));
    }

    private static MockProducer<byte[], byte[]> producer(boolean answersItself) {
        return new MockProducer<>(answersItself, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Input stdin(String text) {
        return new Input.Stdin(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
