package io.logmesh.contract.formats;

import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;

/**
 * Envoy's access log, {@code [2024-05-05T10:00:00.123Z] "GET / HTTP/1.1" 200 - 0 12 3 2 "-" "curl" "id" "shop" "10.0.0.1:80"},
 * also with what Istio puts behind the flags; and its own log, {@code [2024-05-05 10:00:00.123][1][info][main]
 * [source/server.cc:1] text}.
 */
final class Envoy implements LineFormat {

    private static final String[] COUNTS = {"bytes_received", "bytes", "duration", "upstream_time"};
    private static final String[] NAMES = {"forwarded_for", "user_agent", "request_id", "authority", "upstream_addr"};

    private final LineCursor in = new LineCursor();
    private final TimeReader timeReader = new TimeReader();

    @Override
    public boolean read(Slice line, long near, Findings out) {
        var time = in.on(line).bracketed();
        boolean timed =
                time != null && timeReader.read(time.bytes(), time.from(), time.to()) && timeReader.end() == time.to();
        if (!timed) {
            return false;
        }
        out.time(timeReader.millis());
        return in.skip(' ') ? readAccess(out) : readLog(out);
    }

    private boolean readAccess(Findings out) {
        var request = in.quoted();
        var status = request != null && in.skip(' ') ? in.digits() : null;
        if (status == null || !in.skip(' ')) {
            return false;
        }
        Request.write(request, out);
        out.number("status", status);
        out.text("flags", in.word());
        in.skip(' ');
        readIstio(out);
        for (var name : COUNTS) {
            out.number(name, in.word());
            in.skip(' ');
        }
        for (var name : NAMES) {
            out.text(name, in.quoted());
            in.skip(' ');
        }
        return true;
    }

    private void readIstio(Findings out) {
        if (in.peek() >= '0' && in.peek() <= '9') {
            return;
        }
        out.text("details", in.word());
        in.skip(' ');
        out.text("termination", in.word());
        in.skip(' ');
        out.text("upstream_failure", in.quoted());
        in.skip(' ');
    }

    private boolean readLog(Findings out) {
        var thread = in.bracketed();
        var word = thread == null ? null : in.bracketed();
        var level = word == null ? null : Level.ofWord(word.bytes(), word.from(), word.to());
        var component = level == null ? null : in.bracketed();
        if (component == null || !in.skip(' ')) {
            return false;
        }
        out.level(level);
        out.number("thread", thread);
        out.text("component", component);
        out.text("caller", in.bracketed());
        in.skip(' ');
        out.message(in.rest());
        return true;
    }
}
