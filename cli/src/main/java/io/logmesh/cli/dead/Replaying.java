package io.logmesh.cli.dead;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends originals to their stages, each exactly once: a record and the mark that its letter was replayed become visible in
 * one transaction. Its producer must have begun before the marks were read, which ends any earlier call: no two send the
 * same letter.
 */
final class Replaying {

    /** A transaction ends by either; it must not take longer than a minute, so it begins when all of it is at hand. */
    private static final int MOST_LETTERS = 500;

    private static final long MOST_BYTES = 8L << 20;

    private record Marked(Letter letter, Mark mark) {}

    private final Producer<byte[], byte[]> producer;
    private final List<Marked> waiting = new ArrayList<>();
    private long bytes;

    /** @param producer of transactions, which has begun */
    Replaying(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    void send(Letter letter) {
        add(new Marked(letter, Mark.REPLAYED));
    }

    /** Leaves it where it is, with the mark that says so. */
    void park(Letter letter) {
        add(new Marked(letter, Mark.PARKED));
    }

    /** Commits what waits. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        waiting.forEach(this::write);
        producer.commitTransaction();
        waiting.clear();
        bytes = 0;
    }

    private void add(Marked marked) {
        waiting.add(marked);
        bytes += Math.max(0, marked.letter().record().serializedValueSize());
        if (waiting.size() >= MOST_LETTERS || bytes >= MOST_BYTES) {
            flush();
        }
    }

    private void write(Marked marked) {
        var letter = marked.letter();
        if (marked.mark() == Mark.REPLAYED) {
            var _ = producer.send(original(letter));
        }
        var _ = producer.send(new ProducerRecord<>(
                Topics.REPLAYED,
                letter.id().getBytes(StandardCharsets.UTF_8),
                marked.mark().bytes()));
    }

    /**
     * As it was refused, with the errors' headers, which count its attempts, and with the time of now: Kafka may delete what
     * keeps its old one before a slow stage has read it. Both sinks read one topic, and the other one has it.
     */
    static ProducerRecord<byte[], byte[]> original(Letter letter) {
        var record = letter.record();
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders(
                record.headers().toArray());
        if (letter.isOfSink()) {
            RecordHeaders.set(headers, HeaderNames.ONLY_FOR, letter.service());
        }
        return new ProducerRecord<>(letter.topic(), null, null, record.key(), record.value(), headers);
    }
}
