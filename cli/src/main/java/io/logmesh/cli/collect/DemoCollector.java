package io.logmesh.cli.collect;

import io.logmesh.contract.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the logs of the mesh's own processes, as the collector on a Kubernetes node does with those of its pods:
 * every line becomes a CRI line, gets the metadata of its pod, and is sent as Fluentd would send it.
 *
 * <p>The mesh logs nothing for a single record, so its logs about themselves come to an end. Where Kafka is down, the
 * collector waits, since the files keep what it has not read.
 */
public final class DemoCollector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCollector.class);
    private static final Duration POLL_EVERY = Duration.ofMillis(250);
    private static final Duration FLUSH_FOR = Duration.ofSeconds(3);

    private final List<LogFollower> followers = new ArrayList<>();
    private final FluentdJson json = new FluentdJson();
    private Producer<byte[], byte[]> producer;
    private Thread thread;

    /** Collects these log files from their beginnings. */
    public DemoCollector(Map<Path, Container> logs) {
        for (var log : logs.entrySet()) {
            var container = log.getValue();
            followers.add(new LogFollower(log.getKey(), line -> send(line, container)));
        }
    }

    /** Begins to send to {@link Topics#RAW}. */
    public void start(String bootstrapServers) {
        start(new KafkaProducer<>(settings(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    void start(Producer<byte[], byte[]> to) {
        producer = to;
        thread = Thread.ofPlatform().name("demo-collector").daemon().start(this::run);
    }

    /** Ends after what was read has been sent, or a few seconds later where Kafka is gone. */
    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        thread.interrupt();
        boolean interrupted = false;
        try {
            thread.join(FLUSH_FOR);
        } catch (InterruptedException _) {
            interrupted = true;
        }
        producer.close(FLUSH_FOR);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                followers.forEach(this::poll);
                Thread.sleep(POLL_EVERY);
            }
        } catch (InterruptedException | InterruptException _) {
            LOG.debug("the collector ends");
        }
    }

    private void poll(LogFollower follower) {
        try {
            follower.poll();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("can't read a log; trying again", e);
        }
    }

    private void send(String text, Container container) {
        var now = Instant.now();
        var line = new CriLine(now.toString(), "stdout", false, text);
        var key = String.join("/", container.namespace(), container.pod(), container.name(), line.stream());
        var _ = producer.send(
                new ProducerRecord<>(Topics.RAW, key.getBytes(StandardCharsets.UTF_8), json.of(line, container, now)),
                (_, failure) -> {
                    if (failure != null) {
                        LOG.warn("a line of {} was not sent", container.pod(), failure);
                    }
                });
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "logmesh-demo-collector",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                8L * 1024 * 1024,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                4 * 1024 * 1024,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                Long.MAX_VALUE,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.MAX_VALUE);
    }
}
