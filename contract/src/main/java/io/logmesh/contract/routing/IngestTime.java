package io.logmesh.contract.routing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;

/**
 * When a record was collected: what its {@code ingest_ts} says, if that is sane, else when Kafka got it. Never the
 * clock of whoever asks, so that a replay gives the same answer.
 */
final class IngestTime {

    /** A collector that was cut off for longer than this is the exception; a wrong clock is not. */
    private static final long MAX_BEFORE_KAFKA = Duration.ofDays(7).toMillis();

    private static final long MAX_AFTER_KAFKA = Duration.ofHours(1).toMillis();

    private static final long UNREADABLE = Long.MIN_VALUE;

    private IngestTime() {}

    /** In milliseconds since the epoch. */
    static long of(RecordLayout record, long kafkaTimestamp) {
        long kafka = Math.max(0, kafkaTimestamp);
        if (!record.has(Field.INGEST_TS)) {
            return kafka;
        }
        long stamp = parse(record);
        return isSane(stamp, kafka) ? stamp : kafka;
    }

    /** Why {@link #of} gives what it gives. */
    static IngestOrigin origin(RecordLayout record, long kafkaTimestamp) {
        if (!record.has(Field.INGEST_TS)) {
            return IngestOrigin.KAFKA_FOR_LACK_OF_A_STAMP;
        }
        long stamp = parse(record);
        if (stamp == UNREADABLE) {
            return IngestOrigin.KAFKA_SINCE_THE_STAMP_IS_UNREADABLE;
        }
        return isSane(stamp, Math.max(0, kafkaTimestamp))
                ? IngestOrigin.COLLECTOR
                : IngestOrigin.KAFKA_SINCE_THE_STAMP_IS_FAR_OFF;
    }

    private static boolean isSane(long stamp, long kafka) {
        return stamp >= 0 && stamp >= kafka - MAX_BEFORE_KAFKA && stamp <= kafka + MAX_AFTER_KAFKA;
    }

    private static long parse(RecordLayout record) {
        int from = record.start(Field.INGEST_TS);
        int to = record.end(Field.INGEST_TS);
        if (record.hasText(Field.INGEST_TS)) {
            from++;
            to--;
        }
        return new Stamp(record.json(), from, to).millis();
    }

    /** Reads one stamp, byte by byte: with one in every record, java.time's parser would cost as much as all the rest. */
    private static final class Stamp {

        /** Where nothing fits any more, to be set after a mistake. */
        private static final int NOWHERE = Integer.MAX_VALUE / 2;

        private final byte[] text;
        private final int end;
        private int at;

        Stamp(byte[] text, int from, int to) {
            this.text = text;
            this.at = from;
            this.end = to;
        }

        long millis() {
            boolean isDate = end - at > 4 && text[at + 4] == '-';
            return isDate ? dateTime() : epoch();
        }

        /** {@code 2026-11-22T09:15:00.123+01:00}; {@code T} may be a space, fraction and zone may be missing (UTC). */
        private long dateTime() {
            int year = digits(4, '-');
            int month = digits(2, '-');
            int day = digits(2, at + 2 < end && text[at + 2] == ' ' ? ' ' : 'T');
            int hour = digits(2, ':');
            int minute = digits(2, ':');
            int second = digits(2, '\0');
            int millis = fraction();
            int zone = zone();
            if (at != end || hour > 23 || minute > 59 || second > 60) {
                return UNREADABLE;
            }
            try {
                long days = LocalDate.of(year, month, day).toEpochDay();
                return (((days * 24 + hour) * 60 + minute - zone) * 60 + second) * 1000 + millis;
            } catch (DateTimeException _) {
                return UNREADABLE;
            }
        }

        /** That many digits, and what separates them from the next. */
        private int digits(int count, char separator) {
            int number = 0;
            for (int i = 0; i < count; i++) {
                number = number * 10 + digit();
            }
            if (separator != '\0' && !skip(separator)) {
                at = NOWHERE;
            }
            return number;
        }

        private int digit() {
            if (at >= end || text[at] < '0' || text[at] > '9') {
                at = NOWHERE;
                return 0;
            }
            return text[at++] - '0';
        }

        private boolean skip(char c) {
            boolean fits = at < end && text[at] == c;
            at += fits ? 1 : 0;
            return fits;
        }

        private boolean atDigit() {
            return at < end && text[at] >= '0' && text[at] <= '9';
        }

        private int fraction() {
            int millis = 0;
            if (skip('.') || skip(',')) {
                for (int scale = 100; atDigit(); scale /= 10) {
                    millis += scale * digit();
                }
            }
            return millis;
        }

        /** Minutes east of Greenwich. */
        private int zone() {
            if (at >= end || skip('Z')) {
                return 0;
            }
            int sign = skip('-') ? -1 : skip('+') ? 1 : 0;
            if (sign == 0) {
                at = NOWHERE;
            }
            int hours = digits(2, '\0');
            skip(':');
            return sign * (hours * 60 + digits(2, '\0'));
        }

        /** Seconds, with or without a fraction, or whole milli-, micro- or nanoseconds: their size tells which. */
        private long epoch() {
            long number = 0;
            int count = 0;
            while (atDigit() && count < 19) {
                number = number * 10 + digit();
                count++;
            }
            int millis = fraction();
            if (at != end || count == 0 || number < 0) {
                return UNREADABLE;
            }
            if (count <= 11) {
                return number * 1000 + millis;
            }
            return count <= 14 ? number : count <= 17 ? number / 1000 : number / 1_000_000;
        }
    }
}
