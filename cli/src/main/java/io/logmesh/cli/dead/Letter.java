package io.logmesh.cli.dead;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.RecordId;
import io.logmesh.contract.Topics;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A dead letter.
 *
 * @param id of this one refusal: the service, and where the refused record stands. A letter that a crash made a sink write
 *     twice has the same one, so that it is replayed once; a record that is refused again stands elsewhere and has another
 * @param service that refused it
 * @param error the class of the error
 * @param source empty where it has none, as at the router
 * @param topic that the refused record stands in; empty where the letter does not tell its place
 */
record Letter(
        String id,
        String service,
        String error,
        String message,
        String source,
        String topic,
        int attempts,
        ConsumerRecord<byte[], byte[]> record) {

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        var service = header(record, DeadLetter.STAGE);
        var place = place(record);
        var id = place.orElseGet(
                () -> RecordId.of(record.timestamp(), record.topic(), record.partition(), record.offset()));
        return new Letter(
                service + '-' + id,
                service,
                header(record, DeadLetter.CLASS),
                header(record, DeadLetter.MESSAGE),
                header(record, HeaderNames.SOURCE),
                place.isPresent() ? header(record, DeadLetter.TOPIC) : "",
                DeadLetter.attempts(headers),
                record);
    }

    private static Optional<String> place(ConsumerRecord<byte[], byte[]> record) {
        try {
            var topic = header(record, DeadLetter.TOPIC);
            long timestamp = Long.parseLong(header(record, DeadLetter.TIMESTAMP));
            int partition = Integer.parseInt(header(record, DeadLetter.PARTITION));
            long offset = Long.parseLong(header(record, DeadLetter.OFFSET));
            return topic.isEmpty() || offset < 0
                    ? Optional.empty()
                    : Optional.of(RecordId.of(timestamp, topic, partition, offset));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Objects.requireNonNullElse(RecordHeaders.text(record.headers(), name), "");
    }

    /** The id of the record itself; empty where it has none. */
    String recordId() {
        return header(record, HeaderNames.ID);
    }

    /** Whether a sink refused it, beside which there are others. */
    boolean isOfSink() {
        return service.equals("s3-archiver") || service.equals("es-indexer");
    }

    /** Whether the place that it names is one that its service reads. What anybody else wrote goes nowhere. */
    boolean hasPlace() {
        return switch (service) {
            case "router" -> !topic.isEmpty() && !Topics.isOwn(topic);
            case "enricher" ->
                topic.equals(Topics.ROUTED) || Topics.LANES.matcher(topic).matches();
            case "s3-archiver", "es-indexer" -> Topics.ENRICHED.matcher(topic).matches();
            default -> false;
        };
    }
}
