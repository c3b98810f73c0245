package io.logmesh.contract.redaction;

/**
 * Passwords: between colon and {@code @} in a URL, and behind names such as {@code password} with {@code =} or
 * {@code :}, in quotes, in brackets or up to the next blank, comma, semicolon, ampersand or closing bracket.
 */
final class PasswordFinder extends Finder {

    private static final String[] ENDING_IN_D = {"password", "passwd", "pwd"};
    private static final String[] ENDING_IN_E = {"passphrase"};
    private static final String[] ENDING_IN_T = {"client_secret", "clientsecret"};
    private static final String[] ENDING_IN_Y = {"secret_access_key", "secretaccesskey", "api_key", "apikey", "api-key"
    };
    private static final String[] NONE = {};

    private static final String ENDS = " \t\r\n,;&)]}<>\"'";

    /** Whether a field of that name holds a password. */
    static boolean isName(byte[] text, int from, int to) {
        for (var name : namesEndingLike(text, from, to)) {
            if (to - from >= name.length() && isAt(text, to - name.length(), to, name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a password's name stands before the separator, with nothing but blanks, quotes and backslashes between. */
    static boolean isBehindName(byte[] text, int separator, int from) {
        int end = separator;
        while (end > from && mayStandBetween(text[end - 1])) {
            end--;
        }
        return isName(text, from, end);
    }

    private static boolean mayStandBetween(byte b) {
        return b == ' ' || b == '"' || b == '\'' || b == '\\';
    }

    private static String[] namesEndingLike(byte[] text, int from, int to) {
        return switch (to > from ? text[to - 1] | 0x20 : 0) {
            case 'd' -> ENDING_IN_D;
            case 'e' -> ENDING_IN_E;
            case 't' -> ENDING_IN_T;
            case 'y' -> ENDING_IN_Y;
            default -> NONE;
        };
    }

    @Override
    boolean find(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean found =
                    switch (text[i]) {
                        case ':' -> isUrl(text, i, to) || isNamed(text, i, from, to);
                        case '=' -> isNamed(text, i, from, to);
                        default -> false;
                    };
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** {@code ://user:password@}. */
    private boolean isUrl(byte[] text, int colon, int to) {
        if (!isAt(text, colon, to, "://")) {
            return false;
        }
        int second = -1;
        int at = -1;
        for (int i = colon + 3; i < to && " \t\n\"'<>".indexOf(text[i]) < 0 && text[i] != '/'; i++) {
            second = second < 0 && text[i] == ':' ? i : second;
            at = text[i] == '@' ? i : at;
        }
        return second >= 0 && at > second + 1 && found(second + 1, at);
    }

    private boolean isNamed(byte[] text, int separator, int from, int to) {
        if (!isBehindName(text, separator, from)) {
            return false;
        }
        int value = separator + 1;
        while (value < to && (text[value] == ' ' || text[value] == '\t')) {
            value++;
        }
        int quote = value;
        while (quote < to && text[quote] == '\\') {
            quote++;
        }
        if (quote < to && QuotedText.isQuote(text[quote])) {
            int end = QuotedText.end(text, quote + 1, to);
            return end > quote + 1 && found(quote + 1, end);
        }
        boolean opens = value < to && (text[value] == '{' || text[value] == '[');
        int end = opens ? QuotedText.endOfBrackets(text, value, to) : endOfBare(text, value, to);
        return end > value && !isNoSecret(text, separator, from, value, end) && found(value, end);
    }

    /** What JSON has in the place of a password that is not told. */
    private static boolean isNoSecret(byte[] text, int separator, int from, int start, int end) {
        boolean json = separator > from && text[separator - 1] == '"';
        int length = end - start;
        return json
                && ((length == 4 && (isAt(text, start, end, "null") || isAt(text, start, end, "true")))
                        || (length == 5 && isAt(text, start, end, "false")));
    }

    /** A backslash before a quote belongs to that, which ends a text around this one. */
    private static int endOfBare(byte[] text, int start, int to) {
        int i = start;
        while (i < to && ENDS.indexOf(text[i]) < 0) {
            i++;
        }
        if (i < to && QuotedText.isQuote(text[i])) {
            while (i > start && text[i - 1] == '\\') {
                i--;
            }
        }
        return i;
    }
}
