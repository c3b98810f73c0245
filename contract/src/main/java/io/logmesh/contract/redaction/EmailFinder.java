package io.logmesh.contract.redaction;

/** E-mail addresses, as nearly everybody has them: a name, {@code @}, and a domain of two labels at least. */
final class EmailFinder extends Finder {

    private static final int LONGEST_NAME = 64;

    @Override
    boolean find(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '@' && isAddress(text, i, from, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAddress(byte[] text, int at, int from, int to) {
        int start = at;
        while (start > from && at - start < LONGEST_NAME && isNamePart(text[start - 1])) {
            start--;
        }
        int end = at + 1;
        int lastDot = -1;
        while (end < to && (isWord(text[end]) || text[end] == '-' || text[end] == '.')) {
            lastDot = text[end] == '.' && end + 1 < to && isLetter(text[end + 1]) ? end : lastDot;
            end++;
        }
        if (start == at || lastDot <= at + 1) {
            return false;
        }
        end = lastDot + 1;
        while (end < to && isWord(text[end])) {
            end++;
        }
        return end - lastDot > 2 && found(start, end);
    }

    /** Letters of other alphabets are part of a name, too: better too much than half of it. */
    private static boolean isNamePart(byte b) {
        return isWord(b) || b == '.' || b == '+' || b == '-' || b == '%' || b < 0;
    }
}
