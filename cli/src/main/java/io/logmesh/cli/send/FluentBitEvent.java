package io.logmesh.cli.send;

import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Fluent Bit's own form of an event: {@code [time,{record}]}, since version 2.1 {@code [[time,{metadata}],{record}]},
 * with the time in seconds since the epoch. Not thread-safe.
 */
final class FluentBitEvent {

    private static final byte[] TIMESTAMP = RecordFields.TIMESTAMP.getBytes(StandardCharsets.UTF_8);

    private final JsonScanner scanner = new JsonScanner();
    private final JsonBuffer json = new JsonBuffer(4096);

    /**
     * The record with its time in {@code @timestamp}; nothing where the array is something else.
     *
     * @throws io.logmesh.contract.json.MalformedJsonException where it is no JSON
     */
    Optional<byte[]> record(byte[] array) {
        scanner.reset(array).skipValue();
        if (!scanner.atEnd()) {
            return Optional.empty();
        }
        scanner.reset(array).beginArray();
        var time = scanner.nextElement() ? time(array) : Optional.<Instant>empty();
        if (time.isEmpty() || !scanner.nextElement() || scanner.peek() != '{') {
            return Optional.empty();
        }
        scanner.skipValue();
        int from = scanner.valueStart();
        int to = scanner.valueEnd();
        return scanner.nextElement() ? Optional.empty() : Optional.of(withTime(array, from, to, time.get()));
    }

    private Optional<Instant> time(byte[] array) {
        boolean nested = scanner.beginArray();
        if (nested && !scanner.nextElement()) {
            return Optional.empty();
        }
        scanner.skipValue();
        var time = seconds(new String(
                array, scanner.valueStart(), scanner.valueEnd() - scanner.valueStart(), StandardCharsets.UTF_8));
        while (nested && scanner.nextElement()) {
            scanner.skipValue();
        }
        return time;
    }

    private static Optional<Instant> seconds(String number) {
        try {
            var millis = new BigDecimal(number).movePointRight(3).toBigInteger();
            return Optional.of(Instant.ofEpochMilli(millis.longValueExact()));
        } catch (NumberFormatException | ArithmeticException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private byte[] withTime(byte[] array, int from, int to, Instant time) {
        boolean empty = true;
        scanner.reset(array, from, to).beginObject();
        while (scanner.nextMember()) {
            empty = false;
            if (scanner.keyIs(TIMESTAMP)) {
                return Arrays.copyOfRange(array, from, to);
            }
            scanner.skipValue();
        }
        json.clear().append(array, from, to - 1).append(empty ? "" : ",");
        json.appendString(RecordFields.TIMESTAMP).append((byte) ':').appendString(time.toString());
        return json.append((byte) '}').toByteArray();
    }
}
