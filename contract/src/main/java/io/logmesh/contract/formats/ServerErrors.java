package io.logmesh.contract.formats;

import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;

/**
 * The error logs of nginx, {@code 2024/05/05 10:00:00 [error] 29#30: *1 open() failed, client: 10.0.0.1, server: _}, and of
 * Apache, {@code [Sun May 05 10:00:00.123456 2024] [core:error] [pid 1:tid 2] [client 10.0.0.1:80] AH00001: no}.
 */
final class ServerErrors {

    private static final String[] CONTEXT = {"client", "server", "request", "subrequest", "upstream", "host", "referrer"
    };

    private final LineCursor in = new LineCursor();
    private final TimeReader timeReader = new TimeReader();

    boolean readNginx(Slice line, long near, Findings out) {
        if (!timeReader.read(line.bytes(), line.from(), line.to())) {
            return false;
        }
        in.on(line).position(timeReader.end());
        var word = in.skip(' ') ? in.bracketed() : null;
        var level = word == null ? null : Level.ofWord(word.bytes(), word.from(), word.to());
        var pid = level != null && in.skip(' ') ? in.digits() : null;
        var thread = pid != null && in.skip('#') ? in.digits() : null;
        if (thread == null || !in.skip(": ")) {
            return false;
        }
        out.time(timeReader.millis());
        out.level(level);
        out.number("pid", pid);
        out.number("tid", thread);
        if (in.skip('*')) {
            out.number("connection", in.digits());
            in.skip(' ');
        }
        int start = in.position();
        readContext(out);
        out.message(new Slice(line.bytes(), start, line.to()));
        return true;
    }

    /** {@code , client: 10.0.0.1, request: "GET / HTTP/1.1"}. */
    private void readContext(Findings out) {
        while (in.until(',') != null) {
            in.skip(' ');
            for (var name : CONTEXT) {
                if (in.skip(name + ": ")) {
                    var quoted = in.quoted();
                    out.text(name, quoted == null ? upToComma() : quoted);
                    break;
                }
            }
        }
    }

    private Slice upToComma() {
        int end = in.position();
        while (end < in.end() && in.text()[end] != ',' && in.text()[end] != '\n') {
            end++;
        }
        var value = new Slice(in.text(), in.position(), end);
        in.position(end);
        return value;
    }

    boolean readApache(Slice line, long near, Findings out) {
        var time = in.on(line).bracketed();
        var module = time != null && in.skip(' ') ? in.bracketed() : null;
        if (module == null || !readApacheTime(time, out)) {
            return false;
        }
        int colon = module.from();
        while (colon < module.to() && module.bytes()[colon] != ':') {
            colon++;
        }
        int levelAt = colon < module.to() ? colon + 1 : module.from();
        out.level(Level.ofWord(module.bytes(), levelAt, module.to()));
        out.text("module", new Slice(module.bytes(), module.from(), Math.min(colon, levelAt)));
        readApacheContext(out);
        out.message(in.rest());
        return true;
    }

    private void readApacheContext(Findings out) {
        in.skip(' ');
        while (in.peek() == '[') {
            in.skip('[');
            var name = in.skip("pid ") ? "pid" : in.skip("client ") ? "client" : "context";
            out.number(name, in.until(']'));
            in.skip(' ');
        }
    }

    /** {@code Sun May 05 10:00:00.123456 2024}. */
    private boolean readApacheTime(Slice time, Findings out) {
        byte[] text = time.bytes();
        int at = time.from();
        if (time.length() < 24 || !timeReader.readTimeOfDay(text, at + 11, time.to() - 5)) {
            return false;
        }
        int year = Calendar.fourDigits(text, time.to() - 4, time.to());
        int month = Calendar.month(text, at + 4, time.to());
        int day = Calendar.twoDigits(text, at + 8, time.to());
        long midnight = Calendar.midnight(year, month, day);
        out.timeOrUnreadable(midnight == TimeReader.NONE ? TimeReader.NONE : midnight + timeReader.millis());
        return month > 0 && day >= 0 && year >= 0;
    }
}
