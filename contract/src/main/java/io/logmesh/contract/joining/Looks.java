package io.logmesh.contract.joining;

import io.logmesh.contract.text.Slice;
import java.nio.charset.StandardCharsets;

/** What the lines of stack traces look like. */
final class Looks {

    private static final byte[] GOROUTINE = ascii("goroutine ");
    private static final byte[][] EXCEPTIONS = {ascii("Exception"), ascii("Error"), ascii("Throwable"), ascii("Failure")
    };
    private static final byte[][] FRAMES = {
        ascii("at "), ascii("... "), ascii("from "), ascii("Caused by: "), ascii("Suppressed: "), ascii("---")
    };
    private static final byte[] RUBY_PLACE = ascii(".rb:");
    private static final byte[] RUBY_IN = ascii(":in ");

    /** Class names are shorter; a longer word is no beginning of an exception. */
    private static final int LONGEST_NAME = 200;

    private Looks() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean isBlank(Slice line) {
        for (int i = line.from(); i < line.to(); i++) {
            if (line.bytes()[i] != ' ' && line.bytes()[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Of a line that is not blank. */
    static boolean isIndented(Slice line) {
        byte first = line.bytes()[line.from()];
        return first == ' ' || first == '\t';
    }

    /** Of an indented line: a frame of Java's, .NET's, Node's or Ruby's, or what stands between frames. */
    static boolean isFrame(Slice line) {
        int start = line.from();
        while (line.bytes()[start] == ' ' || line.bytes()[start] == '\t') {
            start++;
        }
        return startsWithAny(new Slice(line.bytes(), start, line.to()), FRAMES);
    }

    static boolean startsWithAny(Slice line, byte[][] prefixes) {
        for (var prefix : prefixes) {
            if (line.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The marks that Node puts below the place of a syntax error, or of a throw. */
    static boolean isCarets(Slice line) {
        for (int i = line.from(); i < line.to(); i++) {
            if (" \t^~".indexOf(line.bytes()[i]) < 0) {
                return false;
            }
        }
        return line.bytes()[line.to() - 1] == '^';
    }

    /**
     * Begins with a qualified class name such as {@code java.io.IOException}, alone or before a colon; with
     * {@code dots} false, also with a name such as {@code TypeError}.
     */
    static boolean isException(Slice line, boolean dots) {
        int last = Math.min(line.to(), line.from() + LONGEST_NAME);
        int end = line.from();
        boolean dotted = false;
        while (end < last && isNamePart(line.bytes()[end])) {
            dotted |= line.bytes()[end] == '.';
            end++;
        }
        boolean ends = end == line.to() || line.bytes()[end] == ':';
        return ends && (dotted || !dots) && isExceptionName(new Slice(line.bytes(), line.from(), end));
    }

    private static boolean isExceptionName(Slice name) {
        for (var word : EXCEPTIONS) {
            if (name.length() >= word.length && endsWith(name, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWith(Slice text, byte[] suffix) {
        return text.length() >= suffix.length
                && new Slice(text.bytes(), text.to() - suffix.length, text.to()).startsWith(suffix);
    }

    private static boolean isNamePart(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '.'
                || b == '_'
                || b == '$'
                || b == '+';
    }

    /** {@code goroutine 1 [running]:}. */
    static boolean isGoroutine(Slice line) {
        return line.startsWith(GOROUTINE) && line.bytes()[line.to() - 1] == ':';
    }

    /** {@code main.handle(0xc000, 0x1)}: a function with its arguments, without a space before them. */
    static boolean isGoCall(Slice line) {
        int i = line.from();
        while (i < line.to() && line.bytes()[i] != '(' && line.bytes()[i] != ' ') {
            i++;
        }
        return i > line.from() && i < line.to() && line.bytes()[i] == '(' && line.bytes()[line.to() - 1] == ')';
    }

    /** {@code rax    0x0}. */
    static boolean isRegister(Slice line) {
        int i = line.from();
        while (i < line.to() && i - line.from() < 7 && isNamePart(line.bytes()[i])) {
            i++;
        }
        int name = i;
        while (i < line.to() && line.bytes()[i] == ' ') {
            i++;
        }
        return i > name && i + 1 < line.to() && line.bytes()[i] == '0' && line.bytes()[i + 1] == 'x';
    }

    /** {@code app/models/order.rb:12:in `pay'}: a frame, and not the line that tells of the error behind a colon. */
    static boolean isRubyFrame(Slice line) {
        if (line.bytes()[line.to() - 1] != '\'') {
            return false;
        }
        int place = indexOf(line, RUBY_PLACE, line.from());
        return place > 0 && indexOf(line, RUBY_IN, place) > 0;
    }

    private static int indexOf(Slice line, byte[] wanted, int from) {
        for (int i = from; i + wanted.length <= line.to(); i++) {
            if (new Slice(line.bytes(), i, line.to()).startsWith(wanted)) {
                return i;
            }
        }
        return -1;
    }
}
