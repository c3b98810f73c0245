package io.logmesh.cli.audit;

import io.logmesh.cli.audit.balance.Fact;
import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.RecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** What a dead letter says about the record that died. */
final class DeadLetterReader {

    /** Its dead letters carry the collector's headers only; an id among them is a forged or a replayed one. */
    private static final String ROUTER = "router";

    private DeadLetterReader() {}

    /**
     * A fact about the record, and about each that was joined to it; none where the dead letter tells neither an id nor a
     * place: then it can account for no record.
     */
    static List<Fact> facts(ConsumerRecord<byte[], byte[]> letter) {
        var covers = RecordHeaders.text(letter.headers(), HeaderNames.COVERS);
        var facts = new ArrayList<Fact>();
        fact(letter).ifPresent(fact -> {
            facts.add(fact);
            facts.addAll(fact.ofCovered(covers == null ? "" : covers));
        });
        return facts;
    }

    private static Optional<Fact> fact(ConsumerRecord<byte[], byte[]> letter) {
        var headers = letter.headers();
        var id = RecordHeaders.text(headers, HeaderNames.ID);
        var stage = Optional.ofNullable(RecordHeaders.text(headers, DeadLetter.STAGE))
                .orElse("unknown");
        if (id == null || stage.equals(ROUTER)) {
            return place(headers).map(place -> Fact.dead(place, "", stage));
        }
        var source = RecordHeaders.text(headers, HeaderNames.SOURCE);
        return Optional.of(Fact.dead(id, source == null ? "" : source, stage));
    }

    /** What the router refuses has no id yet: an id of where it stands, at no particular time. */
    private static Optional<String> place(Headers headers) {
        var topic = RecordHeaders.text(headers, DeadLetter.TOPIC);
        var partition = RecordHeaders.text(headers, DeadLetter.PARTITION);
        var offset = RecordHeaders.text(headers, DeadLetter.OFFSET);
        try {
            return topic == null
                    ? Optional.empty()
                    : Optional.of(RecordId.of(0, topic, Integer.parseInt(partition), Long.parseLong(offset)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
