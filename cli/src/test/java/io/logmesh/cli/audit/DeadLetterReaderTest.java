package io.logmesh.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.logmesh.cli.audit.balance.Fact;
import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.RecordId;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterReaderTest {

    private final ConsumerRecord<byte[], byte[]> letter = new ConsumerRecord<>("logs.dead.x", 0, 0, null, new byte[0]);

    @Test
    void tellsIdSourceAndStage() {
        RecordHeaders.set(letter.headers(), HeaderNames.ID, "an-id");
        RecordHeaders.set(letter.headers(), HeaderNames.SOURCE, "app");
        new DeadLetter("es-indexer", "mapping", "no").describe(letter.headers(), "logs.enriched.app", 1, 2, 3);

        assertThat(DeadLetterReader.fact(letter)).contains(Fact.dead("an-id", "app", "es-indexer"));
    }

    @Test
    void tellsThePlaceOfWhatHadNoIdYet() {
        new DeadLetter("router", "defect", "no").describe(letter.headers(), "logs.raw", 1, 2, 3);

        assertThat(DeadLetterReader.fact(letter)).contains(Fact.dead(RecordId.of(0, "logs.raw", 1, 2), "", "router"));
    }

    @Test
    void tellsNothingOfALetterWithoutHeaders() {
        assertThat(DeadLetterReader.fact(letter)).isEmpty();
    }
}
