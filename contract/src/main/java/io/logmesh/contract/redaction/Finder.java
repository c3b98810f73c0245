package io.logmesh.contract.redaction;

/** Finds one kind of secret in a text. Not thread-safe: it remembers where it found the last one. */
abstract class Finder {

    private int start;
    private int end;

    /** A text comes, of which {@link #find} will be asked from the left to the right. */
    void begin(byte[] text, int from, int to) {
        // most look at the text only when they are asked
    }

    /** Whether there is one that begins at {@code from} or behind it, and ends before {@code to}. */
    abstract boolean find(byte[] text, int from, int to);

    /** Where the one that was found begins. */
    int start() {
        return start;
    }

    /** Where it ends, exclusive. */
    int end() {
        return end;
    }

    /** Whether it took the rest of the text that has begun for one, since to look through it would take too long. */
    boolean gaveUp() {
        return false;
    }

    boolean found(int itsStart, int itsEnd) {
        start = itsStart;
        end = itsEnd;
        return true;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean isLetter(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    static boolean isWord(byte b) {
        return isDigit(b) || isLetter(b) || b == '_';
    }

    static boolean isHex(byte b) {
        return isDigit(b) || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
    }

    /** Whether {@code word}, which is in lower case, stands there in any case. */
    static boolean isAt(byte[] text, int at, int to, String word) {
        if (at < 0 || to - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            int letter = text[at + i] >= 'A' && text[at + i] <= 'Z' ? text[at + i] | 0x20 : text[at + i];
            if (letter != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
