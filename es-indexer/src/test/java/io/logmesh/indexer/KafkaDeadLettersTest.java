package io.logmesh.indexer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.indexer.PolledRecord.Indexable;
import io.logmesh.indexer.PolledRecord.Unusable;
import io.logmesh.indexer.bulk.DeadLetters.Letter;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.bulk.SettledOffsets;
import io.logmesh.telemetry.Tracing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaDeadLettersTest {

    private static final Outcome.Refused REFUSED = new Outcome.Refused("document_parsing_exception", "at field a");

    @Test
    void keepsTheRecordAsItWasAndSaysWhyItIsHere() throws InterruptedException {
        var record = Records.complete(7);
        var producer = Parts.producer();
        var range = new SettledOffsets().await(7, 1);
        var repaired = new Indexable(
                record,
                range,
                "web",
                "i",
                new byte[] {'1'},
                0,
                0,
                new byte[] {'{', '}'},
                2,
                true,
                io.logmesh.telemetry.RecordSpan.NONE);

        Parts.deadLetters(producer, _ -> {}).store(List.of(new Letter<>(repaired, REFUSED)));

        assertThat(producer.history()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("logs.dead.es-indexer");
            assertThat(letter.key()).isEqualTo(record.key());
            assertThat(letter.value()).isEqualTo(record.value());
            assertThat(RecordHeaders.text(letter.headers(), HeaderNames.ID)).isEqualTo("19f-0badcafe-0-7");
            assertThat(RecordHeaders.text(letter.headers(), DeadLetter.CLASS)).isEqualTo(REFUSED.error());
            assertThat(RecordHeaders.text(letter.headers(), DeadLetter.MESSAGE)).isEqualTo("at field a");
            assertThat(RecordHeaders.text(letter.headers(), DeadLetter.TOPIC)).isEqualTo("logs.enriched.web");
            assertThat(RecordHeaders.text(letter.headers(), DeadLetter.OFFSET)).isEqualTo("7");
            assertThat(RecordHeaders.text(letter.headers(), DeadLetter.ATTEMPT)).isEqualTo("1");
        });
    }

    @Test
    void doesNotSendThoseTwiceThatWereTakenBeforeOneWasRefused() throws InterruptedException {
        var sends = new AtomicInteger();
        var producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> letter) {
                if (sends.incrementAndGet() == 2) {
                    throw new KafkaException("no memory");
                }
                return super.send(letter);
            }
        };

        Parts.deadLetters(producer, _ -> {}).storeUnusable(List.of(unusable(0), unusable(1), unusable(2)));

        assertThat(producer.history())
                .extracting(letter -> new String(
                        letter.headers().lastHeader(DeadLetter.OFFSET).value(), UTF_8))
                .containsExactly("0", "2", "1");
    }

    @Test
    void aRecordThatIsTracedHasNoSecondSpan() throws InterruptedException {
        var producer = Parts.producer();
        try (var tracing = Tracing.to("es-indexer", Optional.of("http://127.0.0.1:1"), 1)) {
            var record = Records.complete(7);
            var span = tracing.begin("index", record.headers());
            var range = new SettledOffsets().await(7, 1);
            var traced =
                    new Indexable(record, range, "web", "i", new byte[] {'1'}, 0, 0, record.value(), 2, false, span);

            new KafkaDeadLetters(null, _ -> {}, tracing, () -> producer).store(List.of(new Letter<>(traced, REFUSED)));

            var letter = producer.history().getFirst();
            assertThat(letter.headers().headers("traceparent"))
                    .containsExactly(span.header().orElseThrow());
        }
    }

    @Test
    void triesAgainOnlyThoseThatWereNotAcknowledged() throws Exception {
        var producer = new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        var pauses = new AtomicInteger();
        var storing = Thread.ofVirtual().start(() -> {
            try {
                Parts.deadLetters(producer, _ -> pauses.incrementAndGet())
                        .storeUnusable(List.of(unusable(0), unusable(1)));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        await().until(() -> producer.history().size() == 2);
        producer.errorNext(new TimeoutException("no leader"));
        producer.completeNext();
        await().until(() -> producer.history().size() == 3);
        assertThat(storing.isAlive()).isTrue();
        producer.completeNext();
        storing.join();

        assertThat(pauses).hasValue(1);
        assertThat(producer.history()
                        .get(2)
                        .headers()
                        .lastHeader(DeadLetter.OFFSET)
                        .value())
                .asString()
                .isEqualTo("0");
    }

    @Test
    void givesUpOnlyWhenTheServiceStops() {
        var producer = Parts.producer();
        producer.sendException = new TimeoutException("no metadata");

        assertThatThrownBy(() -> Parts.deadLetters(producer, _ -> {
                            throw new InterruptedException("stops");
                        })
                        .storeUnusable(List.of(unusable(0))))
                .isInstanceOf(InterruptedException.class);
    }

    private static Unusable unusable(long offset) {
        return new Unusable(Records.complete(offset), new SettledOffsets().await(offset, 1), REFUSED);
    }
}
