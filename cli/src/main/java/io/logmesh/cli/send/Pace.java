package io.logmesh.cli.send;

import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.TypeConversionException;

/** How many records to send in a second: an even flow, not bursts. */
public record Pace(long perSecond) {

    /** Reads {@code 500} or {@code 500/s}. */
    public static Pace parse(String text) {
        var number = text.endsWith("/s") ? text.substring(0, text.length() - 2) : text;
        if (!number.matches("[1-9]\\d{0,8}")) {
            throw new TypeConversionException("'" + text + "' is no rate: write records a second, such as 500/s");
        }
        return new Pace(Long.parseLong(number));
    }

    /** Returns when the record after {@code sent} others is due, which began at {@code start} of the nano clock. */
    public void await(long start, long sent) {
        long due = start + Math.round(sent * 1e9 / perSecond);
        for (long left = due - System.nanoTime(); left > 0 && !Thread.interrupted(); left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
