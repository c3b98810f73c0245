package io.logmesh.contract.joining;

import io.logmesh.contract.text.Slice;

/** Recognises, by its looks, a line whose format has no second line: so it need not wait for one. */
final class SelfContained {

    /** How far from the beginning the time of an access log may stand: behind an address and two names. */
    private static final int REACH = 160;

    private static final int LONGEST_KEY = 40;

    private SelfContained() {}

    static boolean is(Slice line) {
        if (line.isEmpty()) {
            return true;
        }
        byte first = line.bytes()[line.from()];
        return isJson(line) || (isLetter(first) && isLogfmt(line)) || isAccessLog(line);
    }

    static boolean isJson(Slice line) {
        return line.length() >= 2 && line.bytes()[line.from()] == '{' && line.bytes()[line.to() - 1] == '}';
    }

    /** Begins with {@code key=}. */
    private static boolean isLogfmt(Slice line) {
        int last = Math.min(line.to(), line.from() + LONGEST_KEY);
        int i = line.from();
        while (i < last && (isLetter(line.bytes()[i]) || "_.-".indexOf(line.bytes()[i]) >= 0)) {
            i++;
        }
        return i < last && line.bytes()[i] == '=';
    }

    /** Has a time such as {@code [05/May/2024:}, or begins with a time in brackets and a quote, as Envoy's do. */
    private static boolean isAccessLog(Slice line) {
        int last = Math.min(line.to() - 12, line.from() + REACH);
        for (int i = line.from(); i < last; i++) {
            if (line.bytes()[i] == '[' && isAccessTime(line.bytes(), i + 1)) {
                return true;
            }
        }
        return isEnvoy(line);
    }

    private static boolean isAccessTime(byte[] text, int at) {
        return isDigit(text[at])
                && isDigit(text[at + 1])
                && text[at + 2] == '/'
                && isLetter(text[at + 3])
                && text[at + 6] == '/';
    }

    private static boolean isEnvoy(Slice line) {
        int close = line.from() + 25;
        return line.length() > 28
                && line.bytes()[line.from()] == '['
                && isDigit(line.bytes()[line.from() + 1])
                && line.bytes()[close] == ']'
                && line.bytes()[close + 2] == '"';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isLetter(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }
}
