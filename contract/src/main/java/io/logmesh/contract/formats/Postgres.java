package io.logmesh.contract.formats;

import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;
import io.logmesh.contract.text.TimeReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** PostgreSQL's default, {@code 2024-05-05 10:00:00.123 UTC [71] ann@shop ERROR:  text}, the user and database optional. */
final class Postgres implements LineFormat {

    /** PostgreSQL's own words; those that go on with a message before them have no level. */
    private static final Map<String, Level> LEVELS = Map.ofEntries(
            Map.entry("DEBUG", Level.DEBUG),
            Map.entry("INFO", Level.INFO),
            Map.entry("NOTICE", Level.INFO),
            Map.entry("LOG", Level.INFO),
            Map.entry("WARNING", Level.WARN),
            Map.entry("ERROR", Level.ERROR),
            Map.entry("FATAL", Level.FATAL),
            Map.entry("PANIC", Level.FATAL));

    private static final String NO_LEVEL = " DETAIL HINT CONTEXT STATEMENT QUERY LOCATION ";

    private final LineCursor in = new LineCursor();
    private final TimeReader timeReader = new TimeReader();

    @Override
    public boolean read(Slice line, long near, Findings out) {
        if (!timeReader.read(line.bytes(), line.from(), line.to())) {
            return false;
        }
        in.on(line).position(timeReader.end());
        in.skip(' ');
        if (in.peek() != '[') {
            // The name of a zone, which may be hours away: the collector knows better when it was.
            out.unreadableTime();
            in.word();
            in.skip(' ');
        } else {
            out.time(timeReader.millis());
        }
        var pid = in.bracketed();
        if (pid == null || !in.skip(' ')) {
            return false;
        }
        var word = in.word();
        var session = word != null && word.bytes()[word.to() - 1] != ':' && in.skip(' ') ? word : null;
        word = session == null ? word : in.word();
        if (word == null || !readLevel(word, out) || !in.skip("  ")) {
            return false;
        }
        out.number("pid", pid);
        out.text("session", session);
        out.message(in.rest());
        return true;
    }

    private static boolean readLevel(Slice word, Findings out) {
        if (word.length() < 4 || word.length() > 12 || word.bytes()[word.to() - 1] != ':') {
            return false;
        }
        var text = new String(word.bytes(), word.from(), word.length() - 1, StandardCharsets.ISO_8859_1);
        var level = LEVELS.get(text.startsWith("DEBUG") ? "DEBUG" : text);
        out.level(level);
        return level != null || NO_LEVEL.contains(' ' + text + ' ');
    }
}
