package io.logmesh.router;

import io.logmesh.contract.DeadLetter;
import io.logmesh.contract.RecordHeaders;
import io.micrometer.core.instrument.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/**
 * Turns a record that can't be processed into a dead letter, in the same transaction. Where it is not the record's fault
 * but the cluster's, the thread fails and the record is read again.
 *
 * <p>Kafka Streams makes its instance by itself, hence what is static.
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {

    /** No stream's key is longer. */
    private static final int MAX_KEY_BYTES = 64 * 1024;

    /** What a message takes besides key, value and headers, with room to spare for what does not compress. */
    private static final int ENVELOPE_BYTES = 1024;

    /** What the trace adds to the headers of a letter, which is decided on without it: some 70 bytes. */
    private static final int TRACE_BYTES = 128;

    private static volatile IntSupplier maxMessageBytes = () -> MeshTopics.MAX_MESSAGE_BYTES;

    private static volatile RouterMeters meters = new RouterMeters(Metrics.globalRegistry);

    private static final Logger LOG = Logger.getLogger(DeadLetterHandler.class);

    @Override
    public void configure(Map<String, ?> configs) {
        // nothing to set
    }

    /**
     * Sets the longest message that the topic of the dead letters takes, which is asked for each of them: a message that
     * the broker refuses would stop the partition for good.
     */
    static void limitTo(IntSupplier bytes) {
        maxMessageBytes = bytes;
    }

    /** Sets who counts the letters, and traces them. */
    static void reportTo(RouterMeters itsMeters) {
        meters = itsMeters;
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception error) {
        if (error instanceof KafkaException) {
            return Response.fail();
        }
        try {
            return Response.resume(List.of(deadLetter(context, error, maxMessageBytes.getAsInt() - ENVELOPE_BYTES)));
        } catch (KafkaException e) {
            LOG.error("A record can't become a dead letter now, and is read again", e);
            return Response.fail();
        }
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(ErrorHandlerContext context, Exception error, long room) {
        LOG.errorf(
                error,
                "The record at %s-%d offset %d can't be routed and becomes a dead letter",
                context.topic(),
                context.partition(),
                context.offset());
        var reason = reason(error);
        var letter = new DeadLetter(MeshTopics.STAGE, reason, message(error));
        long untraced = room - TRACE_BYTES;
        var headers = fits(context, letter, untraced)
                ? headers(letter, context.headers(), context)
                : headersOfCut(context, letter, untraced);
        meters.dead(reason, length(context.sourceRawValue()));
        meters.tracing().refused("route", headers, reason);
        long rest = room - size(headers);
        var key = sendable(context.sourceRawKey(), Math.min(rest, MAX_KEY_BYTES));
        var value = sendable(context.sourceRawValue(), rest - (key == null ? 0 : key.length));
        return new ProducerRecord<>(MeshTopics.DEAD_LETTERS, null, null, key, value, headers);
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

    private static boolean fits(ErrorHandlerContext context, DeadLetter letter, long room) {
        int key = length(context.sourceRawKey());
        return key <= MAX_KEY_BYTES
                && size(headers(letter, context.headers(), context)) + key + length(context.sourceRawValue()) <= room;
    }

    /** They say that it is cut, since what is left must not be sent in again; without the original's if these are too many. */
    private static Headers headersOfCut(ErrorHandlerContext context, DeadLetter whole, long room) {
        var letter = new DeadLetter(
                whole.stage(),
                whole.error(),
                whole.message() + DeadLetter.CUT + ", the value had " + length(context.sourceRawValue()) + " bytes");
        var all = headers(letter, context.headers(), context);
        if (size(all) <= room) {
            return all;
        }
        var attempts = new org.apache.kafka.common.header.internals.RecordHeaders();
        RecordHeaders.add(attempts, DeadLetter.ATTEMPT, Integer.toString(DeadLetter.attempts(context.headers())));
        return headers(letter, attempts, context);
    }

    /** Why it is there, besides those. */
    private static Headers headers(DeadLetter letter, Headers original, ErrorHandlerContext context) {
        var all = new org.apache.kafka.common.header.internals.RecordHeaders(original.toArray());
        letter.describe(all, context.topic(), context.partition(), context.offset(), context.timestamp());
        return all;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static long size(Headers headers) {
        long bytes = 0;
        for (var header : headers) {
            bytes += RecordHeaders.size(header);
        }
        return bytes;
    }

    private static byte[] sendable(byte[] bytes, long limit) {
        if (bytes == null || bytes.length <= limit) {
            return bytes;
        }
        LOG.warnf("It is cut: of %d bytes of its key or value, the topic takes %d", bytes.length, limit);
        return Arrays.copyOf(bytes, (int) Math.max(0, limit));
    }
}
