package io.logmesh.contract.redaction;

/**
 * Numbers of payment cards: 13 to 19 digits, alone or in groups between single blanks or hyphens, those of typesetters
 * included, that begin as the networks' numbers do and end with the digit that Luhn's formula asks for.
 */
final class CardFinder extends Finder {

    static final int FEWEST = 13;
    private static final int MOST = 19;

    private final int[] ends = new int[MOST + 1];

    @Override
    boolean find(byte[] text, int from, int to) {
        int i = from;
        while (i < to) {
            if (!isDigit(text[i])) {
                i++;
            } else if ((i == 0 || i == from || !isWord(text[i - 1])) && isCard(text, i, to)) {
                return true;
            } else {
                i = endOfDigits(text, i, to);
            }
        }
        return false;
    }

    private boolean isCard(byte[] text, int start, int to) {
        if (text[start] < '2' || text[start] > '6') {
            return false;
        }
        int count = 0;
        int i = start;
        while (i < to && count < MOST) {
            if (isDigit(text[i])) {
                ends[++count] = ++i;
                continue;
            }
            int end = endOfSeparator(text, i, to);
            if (end == i || end == to || !isDigit(text[end])) {
                break;
            }
            i = end;
        }
        return isAnyCard(text, start, to, count);
    }

    /** Of several groups, the last may be another number. */
    private boolean isAnyCard(byte[] text, int start, int to, int count) {
        for (int length = count; length >= FEWEST; length--) {
            int end = ends[length];
            boolean ends = end == to || !isWord(text[end]);
            if (ends && isLuhn(text, start, end)) {
                return found(start, end);
            }
        }
        return false;
    }

    private static boolean isLuhn(byte[] text, int start, int end) {
        int sum = 0;
        boolean second = false;
        for (int i = end - 1; i >= start; i--) {
            if (isDigit(text[i])) {
                int digit = text[i] - '0';
                int value = second ? digit * 2 : digit;
                sum += value > 9 ? value - 9 : value;
                second = !second;
            }
        }
        return sum % 10 == 0;
    }

    /** Behind the blank or hyphen that stands there, or {@code at}. */
    static int endOfSeparator(byte[] text, int at, int to) {
        if (at >= to) {
            return at;
        }
        if (text[at] == ' ' || text[at] == '-') {
            return at + 1;
        }
        boolean noBreakSpace = text[at] == (byte) 0xc2 && at + 1 < to && text[at + 1] == (byte) 0xa0;
        return noBreakSpace ? at + 2 : isPunctuation(text, at, to) ? at + 3 : at;
    }

    /** U+2000 to U+2015 and U+202F: blanks and hyphens of all widths. */
    private static boolean isPunctuation(byte[] text, int at, int to) {
        if (at + 2 >= to || text[at] != (byte) 0xe2 || text[at + 1] != (byte) 0x80) {
            return false;
        }
        int last = text[at + 2] & 0xff;
        return last <= 0x95 || last == 0xaf;
    }

    private static int endOfDigits(byte[] text, int start, int to) {
        int i = start;
        while (i < to && isDigit(text[i])) {
            i++;
        }
        return i;
    }
}
