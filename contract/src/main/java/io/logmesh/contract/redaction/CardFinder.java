package io.logmesh.contract.redaction;

/**
 * Numbers of payment cards: 13 to 19 digits, alone or in groups between single blanks or hyphens, that begin as the
 * networks' numbers do and end with the digit that Luhn's formula asks for.
 */
final class CardFinder extends Finder {

    private static final int FEWEST = 13;
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
            } else if (isSeparator(text[i]) && i + 1 < to && isDigit(text[i + 1])) {
                i++;
            } else {
                break;
            }
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

    private static boolean isSeparator(byte b) {
        return b == ' ' || b == '-';
    }

    private static int endOfDigits(byte[] text, int start, int to) {
        int i = start;
        while (i < to && isDigit(text[i])) {
            i++;
        }
        return i;
    }
}
