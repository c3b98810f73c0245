package io.logmesh.contract.formats;

import io.logmesh.contract.text.TimeReader;

/** The time at the beginning of a line: a date and time, in brackets or not, or a time of day alone, which tells no day. */
final class LineTime {

    private final TimeReader timeReader = new TimeReader();
    private long millis;

    /** Whether one stands there, if so, it is passed over. */
    boolean read(LineCursor in) {
        int start = in.position();
        boolean bracketed = in.skip('[');
        if (timeReader.read(in.text(), in.position(), in.end())) {
            millis = timeReader.millis();
        } else if (timeReader.readTimeOfDay(in.text(), in.position(), in.end())) {
            millis = TimeReader.NONE;
        } else {
            in.position(start);
            return false;
        }
        in.position(timeReader.end());
        if (bracketed && !in.skip(']')) {
            in.position(start);
            return false;
        }
        return true;
    }

    /** In milliseconds since the epoch; NONE of a time of day alone. */
    long millis() {
        return millis;
    }
}
