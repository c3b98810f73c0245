package io.logmesh.contract.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;

/**
 * What a user's pattern matches. RE2/J takes time linear in the text for each match; how much is read of a record for all of
 * them has a limit, beyond which all the rest is taken for a match.
 */
final class PatternFinder extends Finder {

    private final Pattern pattern;
    private final ScanBudget budget;
    private Matcher matcher;
    private MeteredSearch metered;
    private int base;
    private int length;
    private boolean gaveUp;

    PatternFinder(Pattern pattern, ScanBudget budget) {
        this.pattern = pattern;
        this.budget = budget;
        this.matcher = pattern.matcher("");
    }

    @Override
    void begin(byte[] text, int from, int to) {
        matcher = pattern.matcher(Arrays.copyOfRange(text, from, to));
        metered = null;
        gaveUp = false;
        base = from;
        length = to - from;
    }

    /** Of the text that has begun. What is empty is nothing to hide. */
    @Override
    boolean find(byte[] text, int from, int to) {
        int at = from - base;
        while (metered == null && at <= length) {
            if (!budget.covers(length - at)) {
                return findMetered(text, base + at, to);
            }
            if (!matcher.find(at)) {
                return false;
            }
            if (matcher.end() > matcher.start()) {
                return found(base + matcher.start(), base + matcher.end());
            }
            at = behindCharacter(text, base + matcher.end()) - base;
        }
        return metered != null && findMetered(text, from, to);
    }

    @Override
    boolean gaveUp() {
        return gaveUp;
    }

    /** All that is found begins at a character, so that none is cut. */
    private static int behindCharacter(byte[] text, int at) {
        int next = at + 1;
        while (next < text.length && (text[next] & 0xC0) == 0x80) {
            next++;
        }
        return next;
    }

    private boolean findMetered(byte[] text, int from, int to) {
        if (!budget.isSpent() && (metered != null || MeteredSearch.canRead(text, base, to))) {
            metered = metered == null ? new MeteredSearch(pattern, text, base, to, budget) : metered;
            boolean found = metered.find(from);
            if (found || !budget.isSpent()) {
                return found && found(metered.start(), metered.end());
            }
        }
        gaveUp = from < to;
        return gaveUp && found(from, to);
    }
}
