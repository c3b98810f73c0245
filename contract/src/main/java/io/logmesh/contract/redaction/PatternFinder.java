package io.logmesh.contract.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;

/** What a user's pattern matches; RE2/J takes time linear in the text. */
final class PatternFinder extends Finder {

    private final Pattern pattern;
    private Matcher matcher;
    private int base;
    private int length;

    PatternFinder(Pattern pattern) {
        this.pattern = pattern;
        this.matcher = pattern.matcher("");
    }

    @Override
    void begin(byte[] text, int from, int to) {
        matcher = pattern.matcher(Arrays.copyOfRange(text, from, to));
        base = from;
        length = to - from;
    }

    /** Of the text that has begun. What is empty is nothing to hide. */
    @Override
    boolean find(byte[] text, int from, int to) {
        int at = from - base;
        while (at <= length && matcher.find(at)) {
            if (matcher.end() > matcher.start()) {
                return found(base + matcher.start(), base + matcher.end());
            }
            at = matcher.end() + 1;
        }
        return false;
    }
}
