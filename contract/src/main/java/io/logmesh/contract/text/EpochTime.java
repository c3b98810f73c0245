package io.logmesh.contract.text;

import java.nio.charset.StandardCharsets;

/**
 * Times as numbers since the epoch: in seconds (whole or with a fraction), milliseconds, microseconds or nanoseconds,
 * told apart by their size, which leaves no doubt for the years 1973 to 5138.
 */
public final class EpochTime {

    /** Smaller numbers under the name of a time are durations, as a rule. */
    private static final long SMALLEST_SECONDS = 100_000_000;

    private static final long SMALLEST_MILLIS = SMALLEST_SECONDS * 1000;
    private static final int LONGEST_LONG = 18;
    private static final int LONGEST_FRACTION = 30;

    private EpochTime() {}

    /** Milliseconds since the epoch, or NONE where {@code number} is no positive decimal number of that size. */
    public static long millis(Slice number) {
        int dot = number.from();
        while (dot < number.to() && isDigit(number.bytes()[dot])) {
            dot++;
        }
        int digits = dot - number.from();
        if (digits == 0 || digits > LONGEST_LONG + 1) {
            return TimeReader.NONE;
        }
        return dot < number.to() ? ofFraction(number) : ofInteger(number);
    }

    private static long ofInteger(Slice number) {
        long value = 0;
        // A nineteenth digit can only be the last one of nanoseconds, which do not matter here but would overflow.
        int end = Math.min(number.to(), number.from() + LONGEST_LONG);
        for (int i = number.from(); i < end; i++) {
            value = value * 10 + (number.bytes()[i] - '0');
        }
        return end < number.to() ? value / 100_000 : inMillis(value);
    }

    private static long inMillis(long value) {
        if (value < SMALLEST_SECONDS) {
            return TimeReader.NONE;
        } else if (value < SMALLEST_MILLIS) {
            return value * 1000;
        } else if (value < SMALLEST_MILLIS * 1000) {
            return value;
        }
        return value < SMALLEST_MILLIS * 1_000_000 ? value / 1000 : value / 1_000_000;
    }

    /** Rare enough, and short enough, to go through a string: zap writes seconds like 1714903200.1234567. */
    private static long ofFraction(Slice number) {
        if (number.length() > LONGEST_FRACTION || !isDecimal(number)) {
            return TimeReader.NONE;
        }
        try {
            double value = Double.parseDouble(
                    new String(number.bytes(), number.from(), number.length(), StandardCharsets.ISO_8859_1));
            boolean seconds = value >= SMALLEST_SECONDS && value < SMALLEST_MILLIS;
            return seconds ? Math.round(value * 1000) : inMillis((long) value);
        } catch (NumberFormatException _) {
            return TimeReader.NONE;
        }
    }

    /** Java would take 5d and 0x5p3 for numbers, too. */
    private static boolean isDecimal(Slice number) {
        for (int i = number.from(); i < number.to(); i++) {
            byte b = number.bytes()[i];
            if (!isDigit(b) && b != '.' && b != 'e' && b != 'E' && b != '+' && b != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
