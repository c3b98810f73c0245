package io.logmesh.contract.formats;

import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;

/**
 * What Kubernetes' own programs write (klog, formerly glog): {@code I0102 15:04:05.000000    1234 server.go:123] text}, where
 * the text may be a message in quotes and pairs. Times have neither year nor zone and are taken for UTC.
 */
final class Klog implements LineFormat {

    /** How far from the start of the line the bracket may stand that ends the prefix. */
    private static final int LONGEST_PREFIX = 160;

    private static final int DATE_LENGTH = 5;
    private static final int SHORTEST = 22;

    private final TimeReader timeOfDay = new TimeReader();
    private final LineCursor in = new LineCursor();
    private final Logfmt pairs = new Logfmt();

    @Override
    public boolean read(Slice line, long near, Findings out) {
        if (line.length() < SHORTEST) {
            return false;
        }
        byte[] text = line.bytes();
        int date = line.from() + 1;
        int clock = line.from() + DATE_LENGTH + 1;
        var level = level(text[line.from()]);
        if (level == null || text[clock - 1] != ' ' || !timeOfDay.readTimeOfDay(text, clock, line.to())) {
            return false;
        }
        int month = Calendar.twoDigits(text, date, line.to());
        int day = Calendar.twoDigits(text, date + 2, line.to());
        if (month < 0 || day < 0 || !readPrefix(line)) {
            return false;
        }
        long time = Calendar.nearest(month, day, timeOfDay.millis(), near);
        readMessage(out);
        out.level(level);
        out.timeOrUnreadable(time);
        writePrefix(line, out);
        return true;
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

    /** Moves behind the bracket. */
    private boolean readPrefix(Slice line) {
        in.on(line).position(timeOfDay.end());
        var prefix = in.until(']');
        in.skip(' ');
        return prefix != null && prefix.to() - line.from() < LONGEST_PREFIX;
    }

    private void readMessage(Findings out) {
        var whole = in.rest();
        var quoted = in.quoted();
        if (quoted != null && in.skip(' ') && pairs.isNothingElse(in.rest(), out)) {
            out.message(quoted);
        } else {
            out.clear().message(whole.isEmpty() ? null : whole);
        }
    }

    /** {@code 1234 server.go:123}. */
    private void writePrefix(Slice line, Findings out) {
        in.on(line).position(timeOfDay.end());
        in.skipBlanks();
        out.number("pid", in.digits());
        in.skipBlanks();
        out.text("caller", in.until(']'));
    }
}
