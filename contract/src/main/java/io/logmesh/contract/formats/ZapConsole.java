package io.logmesh.contract.formats;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.contract.text.EpochTime;
import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;

/**
 * What zap writes for people: columns between tabs, {@code 2024-05-05T10:00:00.000Z  INFO  cart  cart/main.go:12  text
 * {"sku": 7}}, of which the logger, the caller and the fields may be missing. What it writes for machines is JSON.
 */
final class ZapConsole implements LineFormat {

    private final LineCursor in = new LineCursor();
    private final TimeReader timeReader = new TimeReader();
    private final JsonScanner scanner = new JsonScanner();

    @Override
    public boolean read(Slice line, long near, Findings out) {
        in.on(line);
        var time = in.until('\t');
        var word = time == null ? null : in.until('\t');
        var level = word == null ? null : Level.ofWord(word.bytes(), word.from(), word.to());
        if (level == null || !readTime(time, out)) {
            return false;
        }
        out.level(level);
        int start = in.position();
        var first = in.until('\t');
        var second = first == null || isCaller(first) ? null : in.until('\t');
        if (first != null && isCaller(first)) {
            out.text("caller", first);
        } else if (second != null && isCaller(second)) {
            out.text("logger", first);
            out.text("caller", second);
        } else {
            in.position(start);
        }
        readMessage(out);
        return true;
    }

    private boolean readTime(Slice time, Findings out) {
        boolean iso = timeReader.read(time.bytes(), time.from(), time.to()) && timeReader.end() == time.to();
        long millis = iso ? timeReader.millis() : EpochTime.millis(time);
        out.time(millis);
        return millis != TimeReader.NONE;
    }

    private void readMessage(Findings out) {
        var line = in.restOfLine();
        int tab = line.to() - 1;
        while (tab > line.from() && line.bytes()[tab] != '\t') {
            tab--;
        }
        var object = new Slice(line.bytes(), Math.min(tab + 1, line.to()), line.to());
        if (tab > line.from() && isObject(object)) {
            out.members(new Slice(object.bytes(), object.from() + 1, object.to() - 1));
            // What follows on further lines is a stack, which belongs to the message as the line does.
            out.message(line.to() == in.end() ? new Slice(line.bytes(), line.from(), tab) : in.rest());
        } else {
            out.message(in.rest());
        }
    }

    private boolean isObject(Slice text) {
        try {
            if (text.isEmpty() || text.bytes()[text.from()] != '{') {
                return false;
            }
            scanner.reset(text.bytes(), text.from(), text.to()).skipValue();
            return scanner.position() == text.to();
        } catch (MalformedJsonException _) {
            return false;
        }
    }

    /** {@code cart/main.go:12}. */
    private static boolean isCaller(Slice column) {
        int i = column.to() - 1;
        while (i > column.from() && column.bytes()[i] >= '0' && column.bytes()[i] <= '9') {
            i--;
        }
        return i < column.to() - 1 && i > column.from() && column.bytes()[i] == ':' && column.bytes()[i - 1] == 'o';
    }
}
