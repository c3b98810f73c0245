package io.logmesh.enricher.enrichment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The prefix that Kubernetes' own programs write (klog, formerly glog):
 * {@code I0102 15:04:05.000000    1234 server.go:123] message}.
 */
final class Klog {

    /** How far from the start of the line the bracket may stand that ends the prefix. */
    private static final int LONGEST_PREFIX = 160;

    private static final int DATE_LENGTH = 5;

    private final TimeReader timeOfDay = new TimeReader();
    private Level level;
    private long time;
    private int end;

    /** Whether {@code line} begins with such a prefix. It has no year; the one nearest to {@code near} is taken. */
    boolean read(Slice line, long near) {
        if (line.length() < 22) {
            return false;
        }
        byte[] text = line.bytes();
        level = level(text[line.from()]);
        int clock = line.from() + DATE_LENGTH + 1;
        if (level == null || text[clock - 1] != ' ' || !timeOfDay.readTimeOfDay(text, clock, line.to())) {
            return false;
        }
        end = endOfPrefix(line);
        time = nearest(twoDigits(text, line.from() + 1), twoDigits(text, line.from() + 3), near);
        return end > 0 && time != TimeReader.NONE;
    }

    Level level() {
        return level;
    }

    /** Milliseconds since the epoch, were the local time it gives UTC. */
    long time() {
        return time;
    }

    /** Where the message begins. */
    int end() {
        return end;
    }

    private static Level level(byte letter) {
        return switch (letter) {
            case 'I' -> Level.INFO;
            case 'W' -> Level.WARN;
            case 'E' -> Level.ERROR;
            case 'F' -> Level.FATAL;
            default -> null;
        };
    }

    private static int endOfPrefix(Slice line) {
        int last = Math.min(line.to(), line.from() + LONGEST_PREFIX);
        for (int i = line.from(); i < last; i++) {
            if (line.bytes()[i] == ']') {
                return i + 1 < line.to() && line.bytes()[i + 1] == ' ' ? i + 2 : i + 1;
            }
        }
        return -1;
    }

    private long nearest(int month, int day, long near) {
        int year =
                LocalDate.ofInstant(Instant.ofEpochMilli(near), ZoneOffset.UTC).getYear();
        long nearest = TimeReader.NONE;
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            if (TimeReader.isDay(candidate, month, day)) {
                long midnight = LocalDate.of(candidate, month, day).toEpochDay() * 86_400_000;
                long then = midnight + timeOfDay.millis();
                nearest =
                        nearest == TimeReader.NONE || Math.abs(then - near) < Math.abs(nearest - near) ? then : nearest;
            }
        }
        return nearest;
    }

    private static int twoDigits(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
