package io.logmesh.contract.text;

/**
 * Finds the word for a level near the beginning of a line, and not the word "error" in a sentence. A word counts
 *
 * <ul>
 *   <li>in square brackets, in any case: {@code [error]}, {@code [INFO ]};
 *   <li>in capitals, standing alone, unless another word in capitals stands before it, as in a sentence in capitals;
 *   <li>as the first word, in any case, before a colon or a tab: {@code warn: …}.
 * </ul>
 */
public final class LevelFinder {

    /** How many bytes from the beginning the word may start. */
    private static final int REACH = 80;

    private byte[] text = new byte[0];
    private int from;
    private int to;
    private Level level;
    private int end;
    private boolean prefix;

    /** Searches the text from {@code start} on. */
    public void find(byte[] bytes, int start, int limit) {
        text = bytes;
        from = start;
        to = limit;
        level = null;
        prefix = false;
        int i = from;
        int last = Math.min(to, from + REACH);
        while (i < last && level == null) {
            i = isLetter(i) ? readWord(i) : i + 1;
        }
    }

    /** The level, or null where no word counts as one. */
    public Level level() {
        return level;
    }

    /** Whether the word was the first, so that it is a part of the line's prefix. */
    public boolean isPrefix() {
        return prefix;
    }

    /** Behind the word, its bracket and its colon. */
    public int end() {
        return end;
    }

    public static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    /** Returns the end of the word, whether it names a level or not. */
    private int readWord(int start) {
        int wordEnd = start;
        while (wordEnd < to && isLetter(wordEnd)) {
            wordEnd++;
        }
        var named = startsAlone(start) && endsAlone(wordEnd) ? Level.ofWord(text, start, wordEnd) : null;
        if (named != null && counts(start, wordEnd)) {
            level = named;
            prefix = isFirst(start) && isPrefixWord(start, wordEnd);
            end = behindWord(start, wordEnd);
        }
        return wordEnd;
    }

    private boolean counts(int start, int wordEnd) {
        return isBracketed(start, wordEnd)
                || (isUpperCase(start, wordEnd) && !isBehindCapitals(start))
                || (isFirst(start) && isMarkedAsFirst(wordEnd));
    }

    /** {@code Error: …} begins a message rather than a line, and {@code INFO/Main} is more than a level. */
    private boolean isPrefixWord(int start, int wordEnd) {
        boolean wholeToken = wordEnd == to || text[wordEnd] != '/';
        boolean oneCase = isUpperCase(start, wordEnd) || isLowerCase(start, wordEnd);
        return isBracketed(start, wordEnd) || (wholeToken && oneCase);
    }

    private boolean isFirst(int start) {
        int i = from;
        while (i < start && (isBlank(text[i]) || text[i] == '[')) {
            i++;
        }
        return i == start;
    }

    private boolean isMarkedAsFirst(int wordEnd) {
        return wordEnd < to && (text[wordEnd] == ':' || text[wordEnd] == '\t');
    }

    private boolean isBracketed(int start, int wordEnd) {
        int close = skipSpaces(wordEnd);
        return start > from && text[start - 1] == '[' && close < to && text[close] == ']';
    }

    private int behindWord(int start, int wordEnd) {
        int behind = isBracketed(start, wordEnd) ? skipSpaces(wordEnd) + 1 : wordEnd;
        return behind < to && text[behind] == ':' ? behind + 1 : behind;
    }

    private int skipSpaces(int start) {
        int i = start;
        while (i < to && text[i] == ' ') {
            i++;
        }
        return i;
    }

    private boolean startsAlone(int start) {
        return start == from || isBlank(text[start - 1]) || "[(|]".indexOf(text[start - 1]) >= 0;
    }

    private boolean endsAlone(int wordEnd) {
        return wordEnd >= to || isBlank(text[wordEnd]) || ":])|/,".indexOf(text[wordEnd]) >= 0;
    }

    private boolean isBehindCapitals(int start) {
        int i = start - 1;
        while (i >= from && text[i] == ' ') {
            i--;
        }
        int last = i;
        while (i >= from && text[i] >= 'A' && text[i] <= 'Z') {
            i--;
        }
        return last - i >= 2 && (i < from || isBlank(text[i]));
    }

    private boolean isUpperCase(int start, int wordEnd) {
        return isAll(start, wordEnd, 'A', 'Z');
    }

    private boolean isLowerCase(int start, int wordEnd) {
        return isAll(start, wordEnd, 'a', 'z');
    }

    private boolean isAll(int start, int wordEnd, char first, char last) {
        for (int i = start; i < wordEnd; i++) {
            if (text[i] < first || text[i] > last) {
                return false;
            }
        }
        return true;
    }

    private boolean isLetter(int i) {
        return (text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= 'a' && text[i] <= 'z');
    }
}
