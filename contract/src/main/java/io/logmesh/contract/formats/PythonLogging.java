package io.logmesh.contract.formats;

import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;

/**
 * Python's logging: {@code ERROR:shop.cart:text}, its default; {@code 2024-05-05 10:00:00,123 - shop.cart - ERROR - text},
 * its tutorial's; and Flask's {@code [2024-05-05 10:00:00,123] ERROR in cart: text}.
 */
final class PythonLogging implements LineFormat {

    private final LineCursor in = new LineCursor();
    private final LineTime time = new LineTime();

    @Override
    public boolean read(Slice line, long near, Findings out) {
        in.on(line);
        if (!time.read(in)) {
            return readDefault(out);
        }
        out.time(time.millis());
        return in.skip(" - ") ? readTutorial(out) : in.skip(' ') && readFlask(out);
    }

    private boolean readDefault(Findings out) {
        var level = in.until(':');
        var logger = level == null ? null : in.until(':');
        if (logger == null || !isLevel(level, out) || !isName(logger)) {
            return false;
        }
        out.text("logger", logger);
        out.message(in.rest());
        return true;
    }

    private boolean readTutorial(Findings out) {
        var logger = in.word();
        var level = logger != null && in.skip(" - ") ? in.word() : null;
        if (level == null || !isLevel(level, out) || !in.skip(" - ")) {
            return false;
        }
        out.text("logger", logger);
        out.message(in.rest());
        return true;
    }

    private boolean readFlask(Findings out) {
        var level = in.word();
        if (level == null || !isLevel(level, out) || !in.skip(" in ")) {
            return false;
        }
        var module = in.until(':');
        if (module == null || !isName(module) || !in.skip(' ')) {
            return false;
        }
        out.text("module", module);
        out.message(in.rest());
        return true;
    }

    /** Python has five, in capitals. */
    private static boolean isLevel(Slice word, Findings out) {
        boolean capitals = !word.isEmpty() && word.bytes()[word.from()] >= 'A' && word.bytes()[word.from()] <= 'Z';
        var level = capitals && word.length() >= 4 && word.bytes()[word.from() + 1] <= 'Z'
                ? Level.ofWord(word.bytes(), word.from(), word.to())
                : null;
        out.level(level);
        return level != null;
    }

    private static boolean isName(Slice name) {
        for (int i = name.from(); i < name.to(); i++) {
            byte b = name.bytes()[i];
            if (b <= ' ' || b == '"' || b == '/' || b == ',') {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
