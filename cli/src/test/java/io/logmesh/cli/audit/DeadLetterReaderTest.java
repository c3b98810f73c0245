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

        assertThat(DeadLetterReader.facts(letter)).containsExactly(Fact.dead("an-id", "app", "es-indexer"));
    }

    @Test
    void tellsThePlaceOfWhatHadNoIdYet() {
        new DeadLetter("router", "defect", "no").describe(letter.headers(), "logs.raw", 1, 2, 3);

        assertThat(DeadLetterReader.facts(letter))
                .containsExactly(Fact.dead(RecordId.of(0, "logs.raw", 1, 2), "", "router"));
    }

    @Test
    void tellsOfEachRecordThatWasJoined() {
        var id = RecordId.of(1, "logs.raw", 1, 2);
        RecordHeaders.set(letter.headers(), HeaderNames.ID, id);
        RecordHeaders.set(letter.headers(), HeaderNames.SOURCE, "app");
        RecordHeaders.set(letter.headers(), HeaderNames.COVERS, "2x1");
        new DeadLetter("es-indexer", "mapping", "no").describe(letter.headers(), "logs.enriched.app", 1, 2, 3);

        assertThat(DeadLetterReader.facts(letter))
                .containsExactly(
                        Fact.dead(id, "app", "es-indexer"),
                        Fact.dead(RecordId.of(1, "logs.raw", 1, 3), "app", "es-indexer"),
                        Fact.dead(RecordId.of(1, "logs.raw", 1, 4), "app", "es-indexer"));
    }

    @Test
    void tellsNothingOfALetterWithoutHeaders() {
        assertThat(DeadLetterReader.facts(letter)).isEmpty();
    }
}
