package io.logmesh.contract.formats;

import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;

/**
 * Access logs in the common and the combined format of Apache and nginx, with what the ingress controller of nginx adds:
 * {@code 10.0.0.1 - ann [05/May/2024:10:00:00 +0000] "GET / HTTP/1.1" 200 612 "-" "curl/8.0" 120 0.005 [shop-web-80] …}.
 */
final class AccessLog implements LineFormat {

    private static final int TIME_LENGTH = 26;

    private final LineCursor in = new LineCursor();
    private final TimeReader timeOfDay = new TimeReader();

    @Override
    public boolean read(Slice line, long near, Findings out) {
        in.on(line);
        var address = in.word();
        boolean separate = in.skipBlanks();
        var identity = in.word();
        if (address == null || !separate || identity == null || !in.skip(' ')) {
            return false;
        }
        var user = in.until('[');
        var time = user == null ? null : in.until(']');
        if (time == null || !readTime(time, out) || !in.skip(' ')) {
            return false;
        }
        out.text("remote_addr", address);
        out.text("remote_user", trimmed(user));
        return readRequest(out) && readAgent(out);
    }

    /** {@code 05/May/2024:10:00:00 +0200}. */
    private boolean readTime(Slice time, Findings out) {
        byte[] text = time.bytes();
        int at = time.from();
        if (time.length() != TIME_LENGTH || text[at + 2] != '/' || text[at + 6] != '/' || text[at + 11] != ':') {
            return false;
        }
        int month = Calendar.month(text, at + 3, time.to());
        int year = Calendar.fourDigits(text, at + 7, time.to());
        long midnight = Calendar.midnight(year, month, Calendar.twoDigits(text, at, time.to()));
        int hours = Calendar.twoDigits(text, at + 22, time.to());
        int minutes = Calendar.twoDigits(text, at + 24, time.to());
        boolean valid = timeOfDay.readTimeOfDay(text, at + 12, at + 20) && hours >= 0 && minutes >= 0;
        if (!valid || midnight == TimeReader.NONE) {
            out.unreadableTime();
            return true;
        }
        long offset = (hours * 60L + minutes) * 60_000;
        out.time(midnight + timeOfDay.millis() - (text[at + 21] == '-' ? -offset : offset));
        return true;
    }

    private boolean readRequest(Findings out) {
        var request = in.quoted();
        boolean separate = in.skip(' ');
        var status = in.word();
        if (request == null || !separate || status == null || status.length() != 3) {
            return false;
        }
        Request.write(request, out);
        out.number("status", status);
        if (in.skip(' ')) {
            out.number("bytes", in.word());
        }
        return true;
    }

    private boolean readAgent(Findings out) {
        if (in.skip(' ')) {
            out.text("referer", in.quoted());
        }
        if (in.skip(' ')) {
            out.text("user_agent", in.quoted());
        }
        if (in.skip(' ') && in.peek() == '"') {
            out.text("forwarded_for", in.quoted());
            in.skip(' ');
        }
        readIngress(out);
        return true;
    }

    private void readIngress(Findings out) {
        var length = in.digits();
        if (length == null || !in.skip(' ')) {
            return;
        }
        out.number("request_length", length);
        out.number("request_time", in.word());
        in.skip(' ');
        out.text("upstream", in.bracketed());
        in.skip(' ');
        out.text("alternative_upstream", in.bracketed());
        for (var name : new String[] {
            "upstream_addr", "upstream_response_length", "upstream_response_time", "upstream_status", "request_id"
        }) {
            in.skip(' ');
            out.number(name, in.word());
        }
    }

    private static Slice trimmed(Slice text) {
        int end = text.to();
        while (end > text.from() && text.bytes()[end - 1] == ' ') {
            end--;
        }
        return new Slice(text.bytes(), text.from(), end);
    }
}
