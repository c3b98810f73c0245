package io.logmesh.cli.dead;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Dead letters as the services write them. */
final class Letters {

    private Letters() {}

    /** The record at that place, refused once more by the service. */
    static Letter refused(String service, String topic, long offset, int attempts) {
        return Letter.of(record(service, topic, offset, attempts, "it says no", 100 + offset));
    }

    static ConsumerRecord<byte[], byte[]> record(
            String service, String topic, long offset, int attempts, String message, long offsetOfLetter) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        RecordHeaders.add(headers, HeaderNames.ID, "id-" + offset);
        RecordHeaders.add(headers, HeaderNames.SOURCE, "shop");
        RecordHeaders.add(headers, DeadLetter.ATTEMPT, Integer.toString(attempts - 1));
        new DeadLetter(service, "refused", message).describe(headers, topic, 2, offset, 1_000);
        byte[] value = ("value " + offset).getBytes(UTF_8);
        return new ConsumerRecord<>(
                "logs.dead." + service,
                0,
                offsetOfLetter,
                2_000,
                TimestampType.CREATE_TIME,
                3,
                value.length,
                "key".getBytes(UTF_8),
                value,
                headers,
                Optional.empty());
    }
}
