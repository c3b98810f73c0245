package io.logmesh.cli.dead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayingTest {

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Replaying replaying = new Replaying(producer);

    @BeforeEach
    void begin() {
        producer.initTransactions();
    }

    @Test
    void sendsTheOriginalAndItsMarkInOneTransaction() {
        var letter = Letters.refused("es-indexer", "logs.enriched.shop", 7, 2);
        replaying.send(letter);
        assertThat(producer.history()).isEmpty();

        replaying.flush();

        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("logs.enriched.shop", "logmesh.replayed");
        var original = producer.history().getFirst();
        assertThat(original.key()).asString().isEqualTo("key");
        assertThat(original.value()).asString().isEqualTo("value 7");
        assertThat(original.timestamp()).isNull();
        assertThat(RecordHeaders.text(original.headers(), HeaderNames.ID)).isEqualTo("id-7");
        assertThat(DeadLetter.attempts(original.headers())).isEqualTo(2);
        assertThat(producer.history().getLast().key()).asString().isEqualTo(letter.id());
        assertThat(producer.history().getLast().value()).asString().isEqualTo("replayed");
    }

    @Test
    void namesTheSinkThatIsToTakeItSinceTheOtherHasIt() {
        assertThat(onlyFor("es-indexer", "logs.enriched.shop")).isEqualTo("es-indexer");
        assertThat(onlyFor("s3-archiver", "logs.enriched.shop")).isEqualTo("s3-archiver");
        assertThat(onlyFor("enricher", "logs.routed")).isNull();
        assertThat(onlyFor("router", "logs.raw")).isNull();
    }

    @Test
    void sendsNothingOfAParkedOneButTheMark() {
        replaying.park(Letters.refused("enricher", "logs.routed", 7, 3));
        replaying.flush();

        assertThat(producer.history()).singleElement().satisfies(mark -> {
            assertThat(mark.topic()).isEqualTo("logmesh.replayed");
            assertThat(mark.value()).asString().isEqualTo("parked");
        });
    }

    @Test
    void endsATransactionBeforeItGetsLong() {
        for (int i = 0; i < 501; i++) {
            replaying.send(Letters.refused("router", "logs.raw", i, 1));
        }

        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history()).hasSize(1000);
    }

    @Test
    void showsNothingOfATransactionThatFails() {
        producer.commitTransactionException = new KafkaException("away");
        replaying.send(Letters.refused("router", "logs.raw", 1, 1));

        assertThatThrownBy(replaying::flush).hasMessage("away");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void doesNothingWhereNothingWaits() {
        replaying.flush();

        assertThat(producer.commitCount()).isZero();
    }

    private static String onlyFor(String service, String topic) {
        return RecordHeaders.text(
                Replaying.original(Letters.refused(service, topic, 7, 1)).headers(), HeaderNames.ONLY_FOR);
    }
}
