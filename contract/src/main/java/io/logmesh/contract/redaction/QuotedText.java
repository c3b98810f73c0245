package io.logmesh.contract.redaction;

/** Quoted texts, and objects and lists of such, in a text that may be JSON, JSON in JSON, or nothing of the kind. */
final class QuotedText {

    /** What stands before a quote that begins a text in an object or a list. */
    private static final String BEFORE_QUOTE = "{[(,:=";

    private QuotedText() {}

    static boolean isQuote(byte b) {
        return b == '"' || b == '\'';
    }

    /**
     * Where the text ends that is quoted at {@code start}. A text in a text has backslashes before its quotes: one in the
     * first, three in the second. What ends it has as many as what began it, besides pairs for each backslash of its own; a
     * quote of its own has more. Where nothing ends it, all the rest is taken for it.
     */
    static int end(byte[] text, int start, int to) {
        byte quote = text[start - 1];
        int before = backslashesBefore(text, start - 1);
        int backslashes = 0;
        for (int i = start; i < to; i++) {
            if (text[i] == quote && backslashes % (2 * (before + 1)) == before) {
                return i - before;
            }
            backslashes = text[i] == '\\' ? backslashes + 1 : 0;
        }
        return to;
    }

    /** Behind the bracket that closes the one at {@code at}; where nothing closes it, all the rest is taken for it. */
    static int endOfBrackets(byte[] text, int at, int to) {
        int depth = 0;
        int i = at;
        while (i < to) {
            byte b = text[i];
            if (isQuote(b) && begins(text, i, at)) {
                int end = end(text, i + 1, to);
                i = Math.min(to, end + backslashesBefore(text, i) + 1);
                continue;
            }
            depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
            i++;
            if (depth == 0) {
                return i;
            }
        }
        return to;
    }

    /** Whether a text begins at this quote, which else is an apostrophe. */
    private static boolean begins(byte[] text, int quote, int from) {
        int i = quote;
        while (i > from && " \t\r\n\\".indexOf(text[i - 1]) >= 0) {
            i--;
        }
        return i > from && BEFORE_QUOTE.indexOf(text[i - 1]) >= 0;
    }

    private static int backslashesBefore(byte[] text, int quote) {
        int count = 0;
        while (count < quote && text[quote - 1 - count] == '\\') {
            count++;
        }
        return count;
    }
}
