package io.logmesh.contract.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How serious an event is: the six levels that the words of all logging libraries are mapped to. */
public enum Level {
    TRACE("trace trc trce verbose finer finest"),
    DEBUG("debug dbg dbug fine"),
    INFO("info inf information informational notice"),
    WARN("warn wrn warning"),
    ERROR("error err eror severe fail"),
    FATAL("fatal ftl critical crit panic dpanic emerg emergency alert");

    private static final List<List<Word>> WORDS_BY_LETTER =
            IntStream.range(0, 26).<List<Word>>mapToObj(_ -> new ArrayList<>()).toList();

    static {
        for (var level : values()) {
            for (var text : level.words.split(" ", -1)) {
                WORDS_BY_LETTER
                        .get(text.charAt(0) - 'a')
                        .add(new Word(text.getBytes(StandardCharsets.US_ASCII), level));
            }
        }
    }

    private final String words;
    private final String word;

    Level(String words) {
        this.words = words;
        word = name().toLowerCase(Locale.ROOT);
    }

    /** The level as it stands in records, such as {@code warn}. */
    public String word() {
        return word;
    }

    /** The level that the bytes from {@code from} to {@code to} name in upper, lower or mixed case, or null. */
    public static Level ofWord(byte[] text, int from, int to) {
        if (from == to) {
            return null;
        }
        int letter = (text[from] | 0x20) - 'a';
        if (letter < 0 || letter >= 26) {
            return null;
        }
        for (var word : WORDS_BY_LETTER.get(letter)) {
            if (word.is(text, from, to)) {
                return word.level;
            }
        }
        return null;
    }

    /** The level that a JSON value names, by a word or by a number as pino and bunyan write it, or null. */
    public static Level ofJson(Slice value) {
        if (!value.isString()) {
            return ofNumber(value);
        }
        int from = value.from() + 1;
        int to = value.to() - 1;
        while (to > from && value.bytes()[to - 1] == ' ') {
            to--;
        }
        return ofWord(value.bytes(), from, to);
    }

    private static Level ofNumber(Slice value) {
        boolean twoDigits = value.length() == 2 && value.bytes()[value.from() + 1] == '0';
        int tens = twoDigits ? value.bytes()[value.from()] - '0' : 0;
        return tens >= 1 && tens <= 6 ? values()[tens - 1] : null;
    }

    private record Word(byte[] text, Level level) {

        boolean is(byte[] other, int from, int to) {
            if (to - from != text.length) {
                return false;
            }
            for (int i = 0; i < text.length; i++) {
                if ((other[from + i] | 0x20) != text[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
