package io.logmesh.indexer;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.TopicMaker;
import io.logmesh.contract.Topics;
import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.PolledRecord.Unusable;
import io.logmesh.indexer.bulk.DeadLetters;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.bulk.Pause;
import io.logmesh.telemetry.RecordSpan;
import io.logmesh.telemetry.Tracing;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.jboss.logging.Logger;

/** The topic of the indexer's dead letters. */
@ApplicationScoped
public class KafkaDeadLetters implements DeadLetters<Indexable> {

    private static final Logger LOG = Logger.getLogger(KafkaDeadLetters.class);
    static final String STAGE = "es-indexer";

    /** More than an enriched record may have, since the error's headers come on top. */
    private static final int MAX_MESSAGE_BYTES = 5 * 1024 * 1024;

    private static final Duration RETRY_EVERY = Duration.ofSeconds(5);

    private final KafkaSettings settings;
    private final Pause pause;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Tracing tracing;
    private Producer<byte[], byte[]> producer;

    @Inject
    KafkaDeadLetters(KafkaSettings settings, Pause pause, Tracing tracing) {
        this(settings, pause, tracing, () -> new KafkaProducer<>(settings.ofProducer()));
    }

    KafkaDeadLetters(
            KafkaSettings settings, Pause pause, Tracing tracing, Supplier<Producer<byte[], byte[]>> producers) {
        this.tracing = tracing;
        this.settings = settings;
        this.pause = pause;
        this.producers = producers;
    }

    /** Makes the topic, if it is not there. */
    void makeTopic() throws ExecutionException, InterruptedException {
        var topic = new NewTopic(Topics.dead(STAGE), Optional.empty(), Optional.empty())
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_MESSAGE_BYTES)));
        try (var admin = Admin.create(settings.ofAdmin())) {
            new TopicMaker(admin).ensure(List.of(topic));
        }
    }

    @Override
    public void store(List<Letter<Indexable>> letters) throws InterruptedException {
        storeAll(letters.stream()
                .map(letter -> record(
                        letter.document().original(),
                        letter.refused(),
                        letter.document().span()))
                .toList());
    }

    void storeUnusable(List<Unusable> records) throws InterruptedException {
        storeAll(records.stream()
                .map(unusable -> record(unusable.original(), unusable.refused(), RecordSpan.NONE))
                .toList());
    }

    /** A record that is traced keeps the span that it has, which ends as an error where the letter is settled. */
    private ProducerRecord<byte[], byte[]> record(
            ConsumerRecord<byte[], byte[]> original, Outcome.Refused refused, RecordSpan span) {
        var letter = new DeadLetter(STAGE, refused.error(), refused.message()).of(original);
        if (span.isRecorded()) {
            span.passOn(letter.headers());
        } else {
            tracing.refused("index", letter.headers(), refused.error());
        }
        return letter;
    }

    private void storeAll(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        var open = records;
        while (!open.isEmpty()) {
            open = attempt(open);
            if (!open.isEmpty()) {
                pause.last(RETRY_EVERY);
            }
        }
    }

    /** Sends the records, waits for the acknowledgements, and returns those that had none. */
    private List<ProducerRecord<byte[], byte[]>> attempt(List<ProducerRecord<byte[], byte[]>> records)
            throws InterruptedException {
        var acks = records.stream().map(this::send).toList();
        var failed = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int i = 0; i < acks.size(); i++) {
            if (!isAcknowledged(acks.get(i))) {
                failed.add(records.get(i));
            }
        }
        return failed;
    }

    /** What the producer refuses at once fails by itself: those before it are on their way, and must not go twice. */
    private Future<?> send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer().send(record);
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean isAcknowledged(Future<?> ack) throws InterruptedException {
        try {
            ack.get();
            return true;
        } catch (ExecutionException e) {
            warn(e.getCause());
            return false;
        }
    }

    private static void warn(Throwable cause) {
        LOG.warnf("A dead letter can't be written to %s yet: %s", Topics.dead(STAGE), cause.getMessage());
    }

    /** Made when first needed, since most indexers never do. */
    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = producers.get();
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
