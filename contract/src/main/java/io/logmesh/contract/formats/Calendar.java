package io.logmesh.contract.formats;

import io.logmesh.contract.text.TimeReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Dates with the names of months, and dates without a year. */
final class Calendar {

    private static final byte[] MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec".getBytes(StandardCharsets.US_ASCII);
    private static final long DAY = 86_400_000;

    private Calendar() {}

    /** The number of the month whose English name begins there, or 0. */
    static int month(byte[] text, int at, int to) {
        for (int i = 0; at + 3 <= to && i < MONTHS.length; i += 3) {
            if (text[at] == MONTHS[i] && text[at + 1] == MONTHS[i + 1] && text[at + 2] == MONTHS[i + 2]) {
                return i / 3 + 1;
            }
        }
        return 0;
    }

    /** The number of two characters, of which the first may be a space, or -1. */
    static int twoDigits(byte[] text, int at, int to) {
        if (at + 2 > to) {
            return -1;
        }
        int tens = text[at] == ' ' ? 0 : text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    static int fourDigits(byte[] text, int at, int to) {
        int high = twoDigits(text, at, to);
        int low = twoDigits(text, at + 2, to);
        return high < 0 || low < 0 ? -1 : high * 100 + low;
    }

    /** Midnight of that day in UTC, in milliseconds since the epoch, or NONE where there is no such day. */
    static long midnight(int year, int month, int day) {
        return year >= 0 && TimeReader.isDay(year, month, day)
                ? LocalDate.of(year, month, day).toEpochDay() * DAY
                : TimeReader.NONE;
    }

    /** The time of that day and month, and milliseconds behind midnight, which is nearest to {@code near}, or NONE. */
    static long nearest(int month, int day, long millisOfDay, long near) {
        int year =
                LocalDate.ofInstant(Instant.ofEpochMilli(near), ZoneOffset.UTC).getYear();
        long nearest = TimeReader.NONE;
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            long midnight = midnight(candidate, month, day);
            long then = midnight + millisOfDay;
            boolean nearer = nearest == TimeReader.NONE || Math.abs(then - near) < Math.abs(nearest - near);
            nearest = midnight != TimeReader.NONE && nearer ? then : nearest;
        }
        return nearest;
    }
}
