package io.logmesh.cli.send;

import io.logmesh.cli.console.Errors;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Sends records to one topic, and counts what became of them. Sending is for one thread. */
final class Sender {

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long sent;
    private long bytes;
    private long truncated;

    Sender(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Hands a record to Kafka, waiting where its buffer is full; records of one key stay in order. */
    void send(String key, RawRecord raw) {
        sent++;
        bytes += raw.value().length;
        truncated += raw.truncated() ? 1 : 0;
        var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), raw.value());
        var _ = producer.send(record, (_, error) -> count(error));
    }

    private void count(Exception error) {
        if (error == null) {
            delivered.incrementAndGet();
        } else {
            refused.incrementAndGet();
            failure.compareAndSet(null, error);
        }
    }

    /** Whether going on makes no sense: a record failed for another reason than its own size. */
    boolean isBroken() {
        var error = failure.get();
        return error != null && !(error instanceof RecordTooLargeException);
    }

    /** Waits until Kafka has answered for every record. */
    void flush() {
        producer.flush();
    }

    long sent() {
        return sent;
    }

    long bytes() {
        return bytes;
    }

    long truncated() {
        return truncated;
    }

    /** Records that all replicas have. */
    long delivered() {
        return delivered.get();
    }

    /** Records that Kafka did not take. */
    long refused() {
        return refused.get();
    }

    /** Why the first of them was not taken. */
    String reason() {
        return failure.get() == null ? "" : Errors.describe(failure.get());
    }
}
