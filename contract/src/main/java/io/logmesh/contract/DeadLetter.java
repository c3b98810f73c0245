package io.logmesh.contract;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Why a service could not process a record. The dead letter itself is the original key, value and headers with this in
 * headers of its own: one dialect for all services, so that one tool lists and replays them.
 *
 * @param stage the service that refused it, such as {@code es-indexer}
 * @param error what went wrong, as a short stable class such as {@code mapper_parsing_exception}
 * @param message what went wrong, in words; never the record's content
 */
public record DeadLetter(String stage, String error, String message) {

    /** What {@link #MESSAGE} ends with, before the details, where the letter is not whole. */
    public static final String CUT = "; cut to fit its topic";

    public static final String CLASS = HeaderNames.ERROR_PREFIX + "class";
    public static final String MESSAGE = HeaderNames.ERROR_PREFIX + "message";
    public static final String STAGE = HeaderNames.ERROR_PREFIX + "stage";

    /** Where the original stands: topic, partition, offset, and its timestamp in milliseconds since the epoch. */
    public static final String TOPIC = HeaderNames.ERROR_PREFIX + "topic";

    public static final String PARTITION = HeaderNames.ERROR_PREFIX + "partition";
    public static final String OFFSET = HeaderNames.ERROR_PREFIX + "offset";
    public static final String TIMESTAMP = HeaderNames.ERROR_PREFIX + "timestamp";

    /** How often the record has been refused, from 1; replaying keeps the header, so that it counts on. */
    public static final String ATTEMPT = HeaderNames.ERROR_PREFIX + "attempt";

    /** The record to write to the dead-letter topic of {@link #stage}. */
    public ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> original) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders(
                original.headers().toArray());
        describe(headers, original.topic(), original.partition(), original.offset(), original.timestamp());
        return new ProducerRecord<>(Topics.dead(stage), null, null, original.key(), original.value(), headers);
    }

    /** Adds the error's headers to those of the original, which stood at the given place. */
    public void describe(Headers headers, String topic, int partition, long offset, long timestamp) {
        int attempt = attempts(headers) + 1;
        RecordHeaders.set(headers, CLASS, error);
        RecordHeaders.set(headers, MESSAGE, message);
        RecordHeaders.set(headers, STAGE, stage);
        RecordHeaders.set(headers, TOPIC, topic);
        RecordHeaders.set(headers, PARTITION, Integer.toString(partition));
        RecordHeaders.set(headers, OFFSET, Long.toString(offset));
        RecordHeaders.set(headers, TIMESTAMP, Long.toString(timestamp));
        RecordHeaders.set(headers, ATTEMPT, Integer.toString(attempt));
    }

    /** How often the record with these headers has been refused so far. */
    public static int attempts(Headers headers) {
        var attempts = RecordHeaders.text(headers, ATTEMPT);
        try {
            return attempts == null ? 0 : Integer.parseInt(attempts);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
