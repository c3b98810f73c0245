package io.logmesh.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long records take from one topic to another. A thread produces at a steady rate, stamping each with the time; a
 * consumer of committed records looks at the clock again. Both are in this process, so there is one clock.
 */
final class Latency {

    /** Longer ones count as this long, in milliseconds. */
    private static final int LONGEST = 60_000;

    /** Compilers take so long until what is measured is what runs for days. */
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long TICK_NANOS = 2_000_000;

    /** Records a second, which is more than goes through here. */
    private static final int MOST = 10_000_000;

    private final String bootstrapServers;
    private final String from;
    private final String to;
    private volatile boolean done;

    Latency(String bootstrapServers, String from, String to) {
        this.bootstrapServers = bootstrapServers;
        this.from = from;
        this.to = to;
    }

    /** What 99 of 100 records stay below, in milliseconds. */
    double percentile99(int recordsPerSecond) throws ExecutionException, InterruptedException {
        return percentile99(whileSending(recordsPerSecond).counts());
    }

    /**
     * As many as can be sent, while somebody passes them on and they are read again.
     *
     * @param sent of them
     * @param passedOn in each second
     */
    record Flood(int sent, int passedOn) {}

    Flood flood() throws ExecutionException, InterruptedException {
        var seen = whileSending(MOST);
        return new Flood(seen.sent(), (int) (Arrays.stream(seen.counts()).sum() / MEASURED.toSeconds()));
    }

    /**
     * @param sent records
     * @param counts of the records that arrived in the time that is measured, by their milliseconds
     */
    private record Seen(int sent, long[] counts) {}

    private Seen whileSending(int recordsPerSecond) throws ExecutionException, InterruptedException {
        try (var threads = Executors.newSingleThreadExecutor()) {
            var producing = threads.submit(() -> produce(recordsPerSecond));
            long[] counts;
            try {
                counts = measured();
            } finally {
                done = true;
            }
            return new Seen(producing.get(), counts);
        }
    }

    /** Returns how many it has sent. */
    private int produce(int recordsPerSecond) {
        var configuration = Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
        var records = new RoutedRecords();
        try (var producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
            long start = System.nanoTime();
            int sent = 0;
            for (; !done; LockSupport.parkNanos(TICK_NANOS)) {
                long due = (System.nanoTime() - start) / 1_000 * recordsPerSecond / 1_000_000;
                while (sent < due && !done) {
                    var _ = producer.send(stamped(records.record(sent++)));
                }
            }
            return sent;
        }
    }

    private ProducerRecord<byte[], byte[]> stamped(ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                from, 0, System.currentTimeMillis(), record.key(), record.value(), record.headers());
    }

    /** How many records took each number of milliseconds. */
    private long[] measured() {
        var configuration = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        long[] counts = new long[LONGEST + 1];
        var partition = List.of(new TopicPartition(to, 0));
        try (var consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partition);
            consumer.seekToEnd(partition);
            long first = System.nanoTime() + WARM_UP.toNanos();
            long last = first + MEASURED.toNanos();
            for (long now = System.nanoTime(); now < last; now = System.nanoTime()) {
                for (var record : consumer.poll(POLL)) {
                    long took = System.currentTimeMillis() - record.timestamp();
                    counts[Math.clamp(took, 0, LONGEST)] += now >= first ? 1 : 0;
                }
            }
        }
        return counts;
    }

    private static double percentile99(long[] counts) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        if (all == 0) {
            throw new IllegalStateException("no record arrived");
        }
        long below = 0;
        int millis = -1;
        while (below < all * 0.99) {
            below += counts[++millis];
        }
        return millis;
    }
}
