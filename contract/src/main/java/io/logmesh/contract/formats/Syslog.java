package io.logmesh.contract.formats;

import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;

/**
 * Syslog: RFC 5424, {@code <34>1 2024-05-05T10:00:00Z host app 123 ID [origin ip="10.0.0.1"] text}, and RFC 3164,
 * {@code <34>May  5 10:00:00 host app[123]: text}, whose times have neither year nor zone and are taken for UTC.
 */
final class Syslog implements LineFormat {

    private static final int SEVERITIES = 8;
    private static final int HIGHEST_PRIORITY = 191;

    private static final Level[] LEVELS = {
        Level.FATAL, Level.FATAL, Level.FATAL, Level.ERROR, Level.WARN, Level.INFO, Level.INFO, Level.DEBUG
    };

    private final LineCursor in = new LineCursor();
    private final TimeReader timeReader = new TimeReader();

    @Override
    public boolean read(Slice line, long near, Findings out) {
        in.on(line);
        var priority = in.skip('<') ? in.digits() : null;
        if (priority == null || priority.length() > 3 || !in.skip('>')) {
            return false;
        }
        int number = 0;
        for (int i = priority.from(); i < priority.to(); i++) {
            number = number * 10 + priority.bytes()[i] - '0';
        }
        if (number > HIGHEST_PRIORITY) {
            return false;
        }
        out.level(LEVELS[number % SEVERITIES]);
        return in.skip("1 ") ? readNew(out) : readOld(near, out);
    }

    private boolean readNew(Findings out) {
        var time = in.word();
        if (time == null || !in.skip(' ')) {
            return false;
        }
        if (timeReader.read(time.bytes(), time.from(), time.to())) {
            out.time(timeReader.millis());
        } else if (time.length() > 1) {
            out.unreadableTime(); // a hyphen says that there is none
        }
        for (var name : new String[] {"host", "app", "pid", "msgid"}) {
            var value = in.word();
            if (value == null || !in.skip(' ')) {
                return false;
            }
            out.number(name, value);
        }
        if (!in.skip('-') && !readStructuredData(out)) {
            return false;
        }
        in.skip(' ');
        in.skip("\ufeff");
        out.message(in.rest());
        return true;
    }

    /** {@code [id name="value" other="value"][id2 …]}; the names stand with the id before them. */
    private boolean readStructuredData(Findings out) {
        boolean any = false;
        while (in.skip('[')) {
            any = true;
            int idAt = in.position();
            while (in.peek() != ' ' && in.peek() != ']' && in.peek() >= 0) {
                in.position(in.position() + 1);
            }
            var id = new Slice(in.text(), idAt, in.position());
            while (in.skip(' ')) {
                var name = in.until('=');
                var value = name == null ? null : in.quoted();
                if (value == null) {
                    return false;
                }
                out.text(joined(id, name), value);
            }
            if (!in.skip(']')) {
                return false;
            }
        }
        return any;
    }

    private static Slice joined(Slice id, Slice name) {
        byte[] both = new byte[id.length() + 1 + name.length()];
        System.arraycopy(id.bytes(), id.from(), both, 0, id.length());
        both[id.length()] = '.';
        System.arraycopy(name.bytes(), name.from(), both, id.length() + 1, name.length());
        return new Slice(both, 0, both.length);
    }

    private boolean readOld(long near, Findings out) {
        int at = in.position();
        int month = Calendar.month(in.text(), at, in.end());
        int day = Calendar.twoDigits(in.text(), at + 4, in.end());
        boolean timed = month > 0 && day > 0 && timeReader.readTimeOfDay(in.text(), at + 7, in.end());
        if (!timed) {
            return false;
        }
        out.timeOrUnreadable(Calendar.nearest(month, day, timeReader.millis(), near));
        in.position(timeReader.end());
        if (!in.skip(' ')) {
            return false;
        }
        out.text("host", in.word());
        in.skip(' ');
        readTag(out);
        out.message(in.rest());
        return true;
    }

    /** {@code app[123]: }, of which anything may be missing. */
    private void readTag(Findings out) {
        int start = in.position();
        int end = start;
        while (end < in.end() && " [:\n".indexOf(in.text()[end]) < 0) {
            end++;
        }
        in.position(end);
        var pid = in.bracketed();
        if (in.skip(':')) {
            out.text("app", new Slice(in.text(), start, end));
            out.number("pid", pid);
            in.skip(' ');
        } else {
            in.position(start);
        }
    }
}
