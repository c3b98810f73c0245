package io.logmesh.cli.console;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Units {

    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Units() {}

    /** {@code 28,114}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 412} or, where that says more, {@code 0.4}. */
    public static String rate(double perSecond) {
        return perSecond > 0 && perSecond < 10
                ? String.format(Locale.ROOT, "%.1f", perSecond)
                : String.format(Locale.ROOT, "%,.0f", perSecond);
    }

    /** {@code 812 B}, {@code 3.1 MiB}. */
    public static String bytes(long number) {
        double scaled = number;
        int unit = 0;
        while (scaled >= 1024 && unit < BINARY.length - 1) {
            scaled /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", scaled, BINARY[unit]);
    }

    /** {@code 120 ms}, {@code 1.4 s}, {@code 3m 20s}. */
    public static String seconds(double seconds) {
        if (seconds < 1) {
            return String.format(Locale.ROOT, "%.0f ms", seconds * 1000);
        }
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : duration(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** {@code 42s}, {@code 3m 20s}, {@code 2h 5m}. */
    public static String duration(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + "s";
        }
        return time.toHours() == 0
                ? time.toMinutes() + "m " + time.toSecondsPart() + "s"
                : time.toHours() + "h " + time.toMinutesPart() + "m";
    }
}
