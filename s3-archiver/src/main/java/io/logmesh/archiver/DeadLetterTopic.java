package io.logmesh.archiver;

import io.logmesh.archiver.archive.Refused;
import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.TopicMaker;
import io.logmesh.contract.Topics;
import io.logmesh.telemetry.Tracing;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where records go that can't be archived. Connects when the first one comes, which in a healthy mesh is never. */
@ApplicationScoped
class DeadLetterTopic {

    static final String STAGE = "s3-archiver";

    /** A record that just fits its own topic, of 4 MiB, must fit here with the headers that say why it is here. */
    private static final String LARGEST_RECORD = Integer.toString(5 << 20);

    /** About what a record takes besides its bytes: itself, its headers' list, and what is made of it here. */
    private static final long RECORD_BYTES = 300;

    /** A header's objects. */
    private static final long HEADER_BYTES = 100;

    private static final String GENERATION_HEADER = "__smallrye_generationId";

    private final Map<String, Object> kafka;
    private final Tracing tracing;

    /** Making the topic and finding its leader block, so they have a thread of their own. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("dead-letters").factory());

    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

    DeadLetterTopic(@Identifier("default-kafka-broker") Map<String, Object> kafka, Tracing tracing) {
        this.kafka = kafka;
        this.tracing = tracing;
    }

    /** The record, refused for {@code reason}. */
    Refused refused(ConsumerRecord<byte[], byte[]> record, String reason, String message) {
        long held = held(record);
        return new Refused() {
            private Optional<ProducerRecord<byte[], byte[]>> letter = Optional.empty();

            @Override
            public String reason() {
                return reason;
            }

            @Override
            public long held() {
                return held;
            }

            @Override
            public CompletionStage<Void> write() {
                return send(this::letter);
            }

            // Made once, however often it is tried, since its trace goes with it. Called on the letters' thread only.
            private ProducerRecord<byte[], byte[]> letter() {
                if (letter.isEmpty()) {
                    letter = Optional.of(traced(letterOf(new DeadLetter(STAGE, reason, message), record), reason));
                }
                return letter.get();
            }
        };
    }

    /** About what a record takes of the heap. */
    static long held(ConsumerRecord<byte[], byte[]> record) {
        long held = RECORD_BYTES + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        for (var header : record.headers()) {
            held += HEADER_BYTES + header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return held;
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
        producer.ifPresent(open -> open.close(Duration.ofSeconds(1)));
    }

    /** What SmallRye adds for its own use says nothing to whoever reads the letter. */
    static ProducerRecord<byte[], byte[]> letterOf(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
        var written = letter.of(record);
        written.headers().remove(GENERATION_HEADER);
        return written;
    }

    private ProducerRecord<byte[], byte[]> traced(ProducerRecord<byte[], byte[]> letter, String reason) {
        tracing.refused("archive", letter.headers(), reason);
        return letter;
    }

    private CompletionStage<Void> send(Supplier<ProducerRecord<byte[], byte[]>> letter) {
        var written = new CompletableFuture<Void>();
        thread.execute(() -> {
            try {
                var _ = open().send(letter.get(), (_, failure) -> complete(written, failure));
            } catch (RuntimeException e) {
                written.completeExceptionally(e);
            }
        });
        return written;
    }

    private static void complete(CompletableFuture<Void> written, Exception failure) {
        if (failure == null) {
            written.complete(null);
        } else {
            written.completeExceptionally(failure);
        }
    }

    private Producer<byte[], byte[]> open() {
        if (producer.isEmpty()) {
            makeTopic();
            var settings = new HashMap<>(kafka);
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
            settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
            producer = Optional.of(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
        }
        return producer.get();
    }

    private void makeTopic() {
        var topic = new NewTopic(Topics.dead(STAGE), Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD));
        try (var admin = Admin.create(kafka)) {
            new TopicMaker(admin).ensure(List.of(topic));
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
