package io.logmesh.contract.joining;

/** The end of a line inside of a JSON string: an escaped newline, which may have a carriage return before it. */
final class Newline {

    private Newline() {}

    /** Where the text that ends at {@code to} ends without its newline. */
    static int before(byte[] json, int from, int to) {
        int end = isEscape(json, from, to, 'n') ? to - 2 : to;
        return end < to && isEscape(json, from, end, 'r') ? end - 2 : end;
    }

    /** Whether an escaped {@code letter} ends there, and not a backslash and the letter itself. */
    private static boolean isEscape(byte[] json, int from, int to, char letter) {
        if (to - from < 2 || json[to - 1] != letter) {
            return false;
        }
        int backslashes = 0;
        while (to - 2 - backslashes >= from && json[to - 2 - backslashes] == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
