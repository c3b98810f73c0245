package io.logmesh.contract.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Looks for a pattern in a text from the left to the right, and counts each character that the pattern reads. */
final class MeteredSearch implements CharSequence {

    private final ScanBudget budget;
    private final String text;
    private final Matcher matcher;
    private int character;
    private int at;
    private int start;

    /** {@code from} and {@code to} are bytes, as are all positions that this is asked for. */
    MeteredSearch(Pattern pattern, byte[] bytes, int from, int to, ScanBudget budget) {
        this.budget = budget;
        text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        at = from;
        matcher = pattern.matcher(this);
    }

    /** Whether positions in bytes can be told: a header may be of any encoding. */
    static boolean canRead(byte[] bytes, int from, int to) {
        var text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return Arrays.equals(Arrays.copyOfRange(bytes, from, to), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether there is a match that is not empty from {@code from} on, as far as the budget goes. */
    boolean find(int from) {
        while (at < from) {
            step();
        }
        int next = character;
        while (next <= text.length() && !budget.isSpent() && matcher.find(next)) {
            if (matcher.end() > matcher.start()) {
                start = byteOf(matcher.start());
                byteOf(matcher.end());
                return true;
            }
            next = behindCharacter(matcher.end());
        }
        return false;
    }

    int start() {
        return start;
    }

    int end() {
        return at;
    }

    private int behindCharacter(int index) {
        return index < text.length() ? index + Character.charCount(text.codePointAt(index)) : index + 1;
    }

    private int byteOf(int wanted) {
        while (character < wanted) {
            step();
        }
        return at;
    }

    /** Each half of a surrogate pair makes two of four bytes. */
    private void step() {
        char c = text.charAt(character++);
        at += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    @Override
    public char charAt(int index) {
        budget.read();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.subSequence(from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
