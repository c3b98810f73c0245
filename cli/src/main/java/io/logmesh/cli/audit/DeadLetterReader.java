package io.logmesh.cli.audit;

import io.logmesh.cli.audit.balance.Fact;
import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a dead letter says about the record that died. */
final class DeadLetterReader {

    private DeadLetterReader() {}

    /** Nothing where the dead letter carries no id: then it can account for no record. */
    static Optional<Fact> fact(ConsumerRecord<byte[], byte[]> letter) {
        var headers = letter.headers();
        var id = RecordHeaders.text(headers, HeaderNames.ID);
        if (id == null) {
            return Optional.empty();
        }
        var source = RecordHeaders.text(headers, HeaderNames.SOURCE);
        var stage = RecordHeaders.text(headers, DeadLetter.STAGE);
        return Optional.of(Fact.dead(id, source == null ? "" : source, stage == null ? "unknown" : stage));
    }
}
