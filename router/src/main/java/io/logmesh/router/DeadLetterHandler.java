package io.logmesh.router;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.MetricNames;
import io.micrometer.core.instrument.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/**
 * Turns a record that can't be processed into a dead letter, in the same transaction. Where it is not the record's fault
 * but the cluster's, the thread fails and the record is read again.
 *
 * <p>Kafka Streams makes its instance by itself, hence Micrometer's global registry.
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {

    private static final int MAX_HEADER_BYTES = 768 * 1024;
    private static final int MAX_KEY_BYTES = 64 * 1024;

    /** What fits in the topic besides headers and key; the value of a record that is longer is cut. */
    private static final int MAX_VALUE_BYTES = MeshTopics.MAX_MESSAGE_BYTES - 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(DeadLetterHandler.class);

    @Override
    public void configure(Map<String, ?> configs) {
        // nothing to set
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception error) {
        return error instanceof KafkaException ? Response.fail() : Response.resume(List.of(deadLetter(context, error)));
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(ErrorHandlerContext context, Exception error) {
        LOG.errorf(
                error,
                "The record at %s-%d offset %d can't be routed and becomes a dead letter",
                context.topic(),
                context.partition(),
                context.offset());
        var reason = reason(error);
        Metrics.counter(MetricNames.DEAD_LETTERS, MetricNames.REASON_TAG, reason)
                .increment();
        var headers = headers(context.headers());
        new DeadLetter(MeshTopics.STAGE, reason, message(error))
                .describe(headers, context.topic(), context.partition(), context.offset(), context.timestamp());
        return new ProducerRecord<>(
                MeshTopics.DEAD_LETTERS,
                null,
                null,
                sendable(context.sourceRawKey(), MAX_KEY_BYTES),
                sendable(context.sourceRawValue(), MAX_VALUE_BYTES),
                headers);
    }

    private static String reason(Exception error) {
        return error instanceof RecordTooLargeException
                ? "record_too_large"
                : error.getClass().getSimpleName();
    }

    /** Never the record's content, which the message of an unexpected error may hold. */
    private static String message(Exception error) {
        return error instanceof RecordTooLargeException ? error.getMessage() : "the router failed on this record";
    }

    /** The original's, unless they are so large that no topic might take them. */
    private static RecordHeaders headers(Headers original) {
        long bytes = 0;
        for (var header : original) {
            bytes += io.logmesh.contract.RecordHeaders.size(header);
        }
        return bytes <= MAX_HEADER_BYTES ? new RecordHeaders(original.toArray()) : new RecordHeaders();
    }

    private static byte[] sendable(byte[] bytes, int limit) {
        return bytes == null || bytes.length <= limit ? bytes : Arrays.copyOf(bytes, limit);
    }
}
