package io.logmesh.cli.look;

import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.console.Units;
import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Follows topics, those included that come up later, and prints a sample. */
final class Tap {

    private static final Duration LOOK_FOR_TOPICS_EVERY = Duration.ofSeconds(2);
    private static final Duration TELL_SKIPPED_EVERY = Duration.ofSeconds(5);

    private final KafkaConnection kafka;
    private final Consumer<byte[], byte[]> consumer;
    private final Supplier<Collection<String>> topics;
    private final TapFilter filter;
    private final Sample sample;
    private final Set<TopicPartition> followed = new HashSet<>();
    private boolean fromEnd = true;

    Tap(
            KafkaConnection kafka,
            Consumer<byte[], byte[]> consumer,
            Supplier<Collection<String>> topics,
            TapFilter filter,
            int rate) {
        this.kafka = kafka;
        this.consumer = consumer;
        this.topics = topics;
        this.filter = filter;
        this.sample = new Sample(rate);
    }

    /** Starts with what the topics hold already, not with what comes. */
    Tap fromTheStart() {
        fromEnd = false;
        return this;
    }

    /** Prints records to {@code out} until the time is over, for ever without one; what is said about them to {@code err}. */
    void run(Optional<Duration> duration, PrintWriter out, PrintWriter err) {
        long start = System.nanoTime();
        follow(fromEnd);
        if (followed.isEmpty()) {
            tell(err, "nothing to see yet: waiting for the first topic");
        }
        var printer = new LinePrinter(out);
        var nextLook = new Every(LOOK_FOR_TOPICS_EVERY);
        var nextTell = new Every(TELL_SKIPPED_EVERY);
        while (duration.isEmpty() || System.nanoTime() - start < duration.get().toNanos()) {
            poll(printer);
            if (nextLook.isDue()) {
                follow(false);
            }
            if (nextTell.isDue()) {
                tellSkipped(err);
            }
        }
        tellSkipped(err);
    }

    private void poll(LinePrinter printer) {
        if (followed.isEmpty()) {
            LockSupport.parkNanos(200_000_000);
            return;
        }
        for (var record : consumer.poll(Duration.ofMillis(200))) {
            if (filter.admits(record) && sample.admits(System.nanoTime())) {
                printer.print(line(record));
            }
        }
    }

    private void follow(boolean behindTheLast) {
        var found = topics.get();
        var partitions = new HashSet<>(found.isEmpty() ? Set.of() : kafka.partitions(found));
        partitions.removeAll(followed);
        if (partitions.isEmpty()) {
            return;
        }
        followed.addAll(partitions);
        consumer.assign(followed);
        if (behindTheLast) {
            consumer.seekToEnd(partitions);
        } else {
            consumer.seekToBeginning(partitions);
        }
    }

    private static LogLine line(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        var line = LogLine.of(record.value() == null ? new byte[0] : record.value());
        var source = RecordHeaders.text(headers, HeaderNames.SOURCE);
        var error = RecordHeaders.text(headers, DeadLetter.CLASS);
        var reason = error == null
                ? ""
                : "[" + RecordHeaders.text(headers, DeadLetter.STAGE) + ": " + error + ": "
                        + RecordHeaders.text(headers, DeadLetter.MESSAGE) + "] ";
        return new LogLine(
                line.time().isEmpty() ? Instant.ofEpochMilli(record.timestamp()).toString() : line.time(),
                source == null ? line.source() : source,
                line.place(),
                line.level(),
                reason + line.message());
    }

    private void tellSkipped(PrintWriter err) {
        long skipped = sample.takeSkipped();
        if (skipped > 0) {
            tell(err, "… " + Units.count(skipped) + " more not shown (--rate)");
        }
    }

    private static void tell(PrintWriter err, String text) {
        err.println(text);
        err.flush();
    }

    /** Says when so much time has passed again. */
    private static final class Every {
        private final long nanos;
        private long last = System.nanoTime();

        Every(Duration interval) {
            nanos = interval.toNanos();
        }

        boolean isDue() {
            boolean due = System.nanoTime() - last >= nanos;
            last = due ? System.nanoTime() : last;
            return due;
        }
    }
}
