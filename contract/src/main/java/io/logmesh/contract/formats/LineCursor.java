package io.logmesh.contract.formats;

import io.logmesh.contract.text.Slice;

/** Reads a line from left to right. A part that is not there is null, and then nothing is passed over. */
final class LineCursor {

    private byte[] text = new byte[0];
    private int at;
    private int to;

    LineCursor on(Slice line) {
        text = line.bytes();
        at = line.from();
        to = line.to();
        return this;
    }

    boolean isAtEnd() {
        return at == to;
    }

    /** The next byte, or -1 at the end. */
    int peek() {
        return at < to ? text[at] : -1;
    }

    byte[] text() {
        return text;
    }

    int position() {
        return at;
    }

    int end() {
        return to;
    }

    void position(int there) {
        at = there;
    }

    boolean skip(char expected) {
        boolean there = peek() == expected;
        at += there ? 1 : 0;
        return there;
    }

    boolean skip(String expected) {
        if (to - at < expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (text[at + i] != expected.charAt(i)) {
                return false;
            }
        }
        at += expected.length();
        return true;
    }

    /** Passes over spaces and tabs; whether there was one. */
    boolean skipBlanks() {
        int start = at;
        while (at < to && (text[at] == ' ' || text[at] == '\t')) {
            at++;
        }
        return at > start;
    }

    /** Up to the next blank or the end of the line. */
    Slice word() {
        int start = at;
        while (at < to && text[at] != ' ' && text[at] != '\t' && text[at] != '\n') {
            at++;
        }
        return at == start ? null : new Slice(text, start, at);
    }

    /** Up to {@code end} on the same line, which is passed over, too. */
    Slice until(char end) {
        for (int i = at; i < to && text[i] != '\n'; i++) {
            if (text[i] == end) {
                var part = new Slice(text, at, i);
                at = i + 1;
                return part;
            }
        }
        return null;
    }

    /** What stands between two brackets. */
    Slice bracketed() {
        int start = at;
        var part = skip('[') ? until(']') : null;
        at = part == null ? start : at;
        return part;
    }

    /** What stands between two quotes; those that are escaped don't end it. */
    Slice quoted() {
        if (peek() != '"') {
            return null;
        }
        for (int i = at + 1; i < to; i++) {
            if (text[i] == '\\') {
                i++;
            } else if (text[i] == '"') {
                var part = new Slice(text, at + 1, i);
                at = i + 1;
                return part;
            }
        }
        return null;
    }

    Slice digits() {
        int start = at;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at == start ? null : new Slice(text, start, at);
    }

    /** The rest, of further lines, too. */
    Slice rest() {
        return new Slice(text, at, to);
    }

    /** The rest of the line. */
    Slice restOfLine() {
        int end = at;
        while (end < to && text[end] != '\n') {
            end++;
        }
        return new Slice(text, at, end);
    }
}
