package io.logmesh.contract.redaction;

/** A value of JSON in a text that stands there without quotes, such as a number, alone or in a list of numbers. */
final class BareValue {

    private static final String BEFORE = ":,[";
    private static final String BEHIND = ",}]";
    private static final String IN_LIST = "0123456789+-.,[] \t\r\n";

    /** How far to look for the key of a list, so that the time stays linear. */
    private static final int FARTHEST = 256;

    private BareValue() {}

    /**
     * Behind which quote the key of such a value ends, so that what takes its place can be quoted as the key is; 0 where it
     * is none.
     */
    static int quoteBefore(byte[] text, int from, int to, int start, int end) {
        int behind = end;
        while (behind < to && isBlank(text[behind])) {
            behind++;
        }
        int before = withoutBlanks(text, from, start);
        if (behind == to
                || BEHIND.indexOf(text[behind]) < 0
                || before == from
                || BEFORE.indexOf(text[before - 1]) < 0) {
            return 0;
        }
        int nearest = Math.max(from, start - FARTHEST);
        while (before > nearest && IN_LIST.indexOf(text[before - 1]) >= 0) {
            before--;
        }
        if (before == from || text[before - 1] != ':') {
            return 0;
        }
        int key = withoutBlanks(text, from, before - 1);
        return key > from && text[key - 1] == '"' ? key : 0;
    }

    /** How long the quote is that ends before {@code behind}, with the backslashes that it has in a text in a text. */
    static int quoteLength(byte[] text, int from, int behind) {
        int start = behind - 1;
        while (start > from && text[start - 1] == '\\') {
            start--;
        }
        return behind - start;
    }

    private static int withoutBlanks(byte[] text, int from, int to) {
        int end = to;
        while (end > from && isBlank(text[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
