package io.logmesh.contract.text;

import java.time.LocalDate;
import java.time.Year;

/**
 * Reads ISO 8601 date-times out of text, as loggers write them: {@code T} or a space between date and time, hyphens or
 * slashes in the date, a comma or a dot before the fraction, a zone or none, which then means UTC.
 */
public final class TimeReader {

    /** No time: what those who look for one say when there is none. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long DAY = 86_400_000;

    /** Of a date-time: up to its seconds. */
    private static final int SHORTEST = 19;

    private byte[] text = new byte[0];
    private int to;
    private int at;
    private long millis;

    /** Whether a date-time begins at {@code from}; if so, {@link #millis()} and {@link #end()} describe it. */
    public boolean read(byte[] bytes, int from, int end) {
        text = bytes;
        to = end;
        at = from;
        long day = readDate();
        if (day == NONE || !skipDateEnd()) {
            return false;
        }
        long timeOfDay = readTimeOfDay();
        if (timeOfDay == NONE) {
            return false;
        }
        millis = day * DAY + timeOfDay - readOffset();
        return true;
    }

    /** Whether a time of day, such as 15:04:05.000000, begins at {@code from}; millis then count from midnight. */
    public boolean readTimeOfDay(byte[] bytes, int from, int end) {
        text = bytes;
        to = end;
        at = from;
        millis = readTimeOfDay();
        return millis != NONE;
    }

    /** Whether what begins at {@code from} is written as a date-time is, though there may be no such day or hour. */
    public boolean isWrittenLikeOne(byte[] bytes, int from, int end) {
        text = bytes;
        to = end;
        byte separator = end - from < SHORTEST ? 0 : bytes[from + 4];
        return (separator == '-' || separator == '/')
                && bytes[from + 7] == separator
                && (bytes[from + 10] == 'T' || bytes[from + 10] == ' ')
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':'
                && digits(from, 4) >= 0
                && digits(from + 5, 2) >= 0
                && digits(from + 8, 2) >= 0
                && digits(from + 11, 2) >= 0
                && digits(from + 14, 2) >= 0
                && digits(from + 17, 2) >= 0;
    }

    /** Milliseconds since the epoch. */
    public long millis() {
        return millis;
    }

    /** Where the date-time ends in the text. */
    public int end() {
        return at;
    }

    /** The time that a JSON value holds, as an ISO 8601 date-time or as a number since the epoch, or NONE. */
    public long ofJson(Slice value) {
        if (!value.isString()) {
            return EpochTime.millis(value);
        }
        var unquoted = value.unquoted();
        boolean isDateTime = read(unquoted.bytes(), unquoted.from(), unquoted.to()) && at == unquoted.to();
        return isDateTime ? millis : EpochTime.millis(unquoted);
    }

    private long readDate() {
        if (to - at < 10) {
            return NONE;
        }
        byte separator = text[at + 4];
        if ((separator != '-' && separator != '/') || text[at + 7] != separator) {
            return NONE;
        }
        int year = digits(at, 4);
        int month = digits(at + 5, 2);
        int day = digits(at + 8, 2);
        if (year < 0 || !isDay(year, month, day)) {
            return NONE;
        }
        at += 10;
        return LocalDate.of(year, month, day).toEpochDay();
    }

    /** Whether there is such a day in the calendar. */
    public static boolean isDay(int year, int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
    }

    private static int lengthOfMonth(int year, int month) {
        return switch (month) {
            case 2 -> Year.isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private boolean skipDateEnd() {
        boolean dateEnds = at < to && (text[at] == 'T' || text[at] == ' ' || text[at] == 't');
        at++;
        return dateEnds;
    }

    private long readTimeOfDay() {
        if (to - at < 8 || text[at + 2] != ':' || text[at + 5] != ':') {
            return NONE;
        }
        int hour = digits(at, 2);
        int minute = digits(at + 3, 2);
        int second = digits(at + 6, 2);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return NONE;
        }
        at += 8;
        return ((hour * 60L + minute) * 60 + second) * 1000 + readFraction();
    }

    /** Milliseconds; finer digits are passed over. */
    private int readFraction() {
        if (to - at < 2 || (text[at] != '.' && text[at] != ',') || !isDigit(at + 1)) {
            return 0;
        }
        at++;
        int fraction = 0;
        int unit = 100;
        while (isDigit(at)) {
            fraction += (text[at++] - '0') * unit;
            unit /= 10;
        }
        return fraction;
    }

    /** The zone's distance from UTC in milliseconds; 0 where none is given. */
    private long readOffset() {
        int zone = at < to && text[at] == ' ' ? at + 1 : at;
        if (zone == at && zone < to && (text[zone] == 'Z' || text[zone] == 'z')) {
            at++;
            return 0;
        }
        if (isName(zone, "UTC") || isName(zone, "GMT")) {
            at = zone + 3;
            return 0;
        }
        boolean signed = zone < to && (text[zone] == '+' || text[zone] == '-');
        return signed ? readNumericOffset(zone, zone > at) : 0;
    }

    private boolean isName(int start, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (start + i >= to || text[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Behind a space, hours alone may as well be a number of something else. */
    private long readNumericOffset(int sign, boolean needsMinutes) {
        int hours = digits(sign + 1, 2);
        int minuteAt = sign + 3 < to && text[sign + 3] == ':' ? sign + 4 : sign + 3;
        int minutes = digits(minuteAt, 2);
        if (hours < 0 || hours > 18 || minutes > 59 || (needsMinutes && minutes < 0)) {
            return 0;
        }
        at = minutes < 0 ? sign + 3 : minuteAt + 2;
        long offset = (hours * 60L + Math.max(minutes, 0)) * 60_000;
        return text[sign] == '-' ? -offset : offset;
    }

    private int digits(int start, int length) {
        int value = 0;
        for (int i = start; i < start + length; i++) {
            if (!isDigit(i)) {
                return -1;
            }
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }

    private boolean isDigit(int i) {
        return i < to && text[i] >= '0' && text[i] <= '9';
    }
}
