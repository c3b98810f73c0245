package io.logmesh.contract.formats;

import io.logmesh.contract.text.Level;
import io.logmesh.contract.text.Slice;

/**
 * The default layouts of Java's loggers, behind a date and time or a time alone:
 *
 * <pre>{@code
 * 10:00:00.123 [main] INFO com.example.App - text                               Logback, Log4j
 * 2024-05-05T10:00:00.123Z  INFO 1 --- [app] [main] c.e.App : text              Spring Boot
 * 2024-05-05 10:00:00,123 INFO  [com.example.App] (main) text                   Quarkus, WildFly
 * 2024-05-05 10:00:00,123 INFO  [main] com.example.App - text                   common
 * [2024-05-05 10:00:00,123] INFO text (com.example.App)                         Kafka, ZooKeeper
 * }</pre>
 */
final class JavaLayout implements LineFormat {

    private final LineCursor in = new LineCursor();
    private final LineTime time = new LineTime();

    @Override
    public boolean read(Slice line, long near, Findings out) {
        in.on(line);
        if (!time.read(in)) {
            return false;
        }
        out.time(time.millis());
        in.skipBlanks();
        if (in.peek() == '[') {
            return readThreadFirst(out);
        }
        if (!readLevel(out)) {
            return false;
        }
        return in.peek() == '[' ? readBracket(out) : readSpring(out) || readLoggerLast(out);
    }

    private boolean readLevel(Findings out) {
        var word = in.word();
        var level = word == null ? null : Level.ofWord(word.bytes(), word.from(), word.to());
        out.level(level);
        return level != null && isUpperCase(word) && in.skipBlanks();
    }

    private boolean readThreadFirst(Findings out) {
        var thread = in.bracketed();
        return thread != null && in.skipBlanks() && readLevel(out) && readLogger(thread, out);
    }

    /** The bracket holds the thread or, with the thread in parentheses behind it, the logger. */
    private boolean readBracket(Findings out) {
        var bracket = in.bracketed();
        if (bracket == null || !in.skipBlanks()) {
            return false;
        }
        if (!in.skip('(')) {
            return readLogger(bracket, out);
        }
        var thread = in.until(')');
        if (thread == null || !in.skip(' ')) {
            return false;
        }
        return found(thread, bracket, in.rest(), out);
    }

    private boolean readLogger(Slice thread, Findings out) {
        var logger = in.word();
        if (logger == null) {
            return false;
        }
        boolean colon = logger.bytes()[logger.to() - 1] == ':';
        boolean separated = colon ? in.skip(' ') : in.skip(" - ") || in.skip(" -- ") || in.skip(" : ");
        var name = colon ? new Slice(logger.bytes(), logger.from(), logger.to() - 1) : logger;
        return separated && isName(name) && found(thread, name, in.rest(), out);
    }

    private boolean readSpring(Findings out) {
        int start = in.position();
        var pid = in.digits();
        if (pid == null || !in.skip(" --- ")) {
            in.position(start);
            return false;
        }
        var thread = in.bracketed();
        in.skipBlanks();
        if (in.peek() == '[') {
            out.text("application", trimmed(thread));
            thread = in.bracketed();
            in.skipBlanks();
        }
        var logger = in.word();
        in.skipBlanks();
        if (thread == null || logger == null || !in.skip(':')) {
            return false;
        }
        in.skip(' ');
        out.number("pid", pid);
        return found(trimmed(thread), logger, in.rest(), out);
    }

    private boolean readLoggerLast(Findings out) {
        var line = in.restOfLine();
        byte[] text = line.bytes();
        int open = line.to() - 1;
        if (line.isEmpty() || text[open] != ')') {
            return false;
        }
        while (open > line.from() && text[open] != '(') {
            open--;
        }
        var logger = new Slice(text, open + 1, line.to() - 1);
        // The trace that follows would be torn from its line if the logger's name were cut out between them.
        var message = line.to() == in.end() ? new Slice(text, line.from(), Math.max(line.from(), open - 1)) : in.rest();
        return open > line.from() && text[open - 1] == ' ' && isName(logger) && found(null, logger, message, out);
    }

    private static boolean found(Slice thread, Slice logger, Slice message, Findings out) {
        out.text("thread", thread);
        out.text("logger", logger);
        out.message(message);
        return true;
    }

    /** A qualified name, or one of letters: and not a word of a sentence with a comma. */
    private static boolean isName(Slice name) {
        for (int i = name.from(); i < name.to(); i++) {
            byte b = name.bytes()[i];
            boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (!letter && "._$-/".indexOf(b) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isUpperCase(Slice word) {
        for (int i = word.from(); i < word.to(); i++) {
            if (word.bytes()[i] < 'A' || word.bytes()[i] > 'Z') {
                return false;
            }
        }
        return true;
    }

    private static Slice trimmed(Slice text) {
        int from = text.from();
        while (from < text.to() && text.bytes()[from] == ' ') {
            from++;
        }
        return new Slice(text.bytes(), from, text.to());
    }
}
