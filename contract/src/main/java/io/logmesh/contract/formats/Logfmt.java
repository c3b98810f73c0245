package io.logmesh.contract.formats;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.contract.text.LevelFinder;
import io.logmesh.contract.text.Slice;

/**
 * Turns lines of {@code key=value key="quoted value"} into JSON objects. All values become strings: the format has no
 * types, and a key whose value looks like a number only now and then must not change the type of its column.
 */
final class Logfmt implements LineFormat {

    private final JsonScanner scanner = new JsonScanner();
    private Findings out;
    private byte[] text = new byte[0];
    private int to;
    private int pairs;
    private int bytesInPairs;
    private boolean others;

    /** Two pairs at least, which make up most of the line. */
    @Override
    public boolean read(Slice line, long near, Findings findings) {
        readTokens(line, findings);
        return pairs >= 2 && bytesInPairs * 2L > line.length();
    }

    /** Whether {@code text} consists of pairs, one at least; {@code findings} is of use only if so. */
    boolean isNothingElse(Slice pairsOnly, Findings findings) {
        readTokens(pairsOnly, findings);
        return pairs >= 1 && !others;
    }

    private void readTokens(Slice line, Findings findings) {
        out = findings;
        text = line.bytes();
        to = line.to();
        pairs = 0;
        bytesInPairs = 0;
        others = false;
        int i = line.from();
        while (i < to) {
            i = LevelFinder.isBlank(text[i]) ? i + 1 : readToken(i);
        }
    }

    private int readToken(int start) {
        int equals = endOfKey(start);
        if (equals == start || equals >= to || text[equals] != '=') {
            others = true;
            return endOfWord(start);
        }
        int value = equals + 1;
        boolean quoted = value < to && text[value] == '"';
        int end = quoted ? endOfQuoted(value) : endOfWord(value);
        if (end < 0 || (!quoted && !isValue(value, end))) {
            others = true;
            return endOfWord(start);
        }
        writePair(start, equals, end, quoted);
        pairs++;
        bytesInPairs += end - start + 1;
        return end;
    }

    private int endOfKey(int start) {
        int i = start;
        while (i < to && isKeyCharacter(text[i], i == start)) {
            i++;
        }
        return i;
    }

    private static boolean isKeyCharacter(byte b, boolean first) {
        boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_' || b == '@';
        return letter || (!first && ((b >= '0' && b <= '9') || b == '.' || b == '-' || b == '/'));
    }

    private int endOfWord(int start) {
        int i = start;
        while (i < to && !LevelFinder.isBlank(text[i])) {
            i++;
        }
        return i;
    }

    /** Behind the closing quote, which must end the token, or -1. */
    private int endOfQuoted(int quote) {
        int i = quote + 1;
        while (i < to && text[i] != '"') {
            i += text[i] == '\\' ? 2 : 1;
        }
        int end = i + 1;
        return i < to && (end == to || LevelFinder.isBlank(text[end])) ? end : -1;
    }

    /** A comma or semicolon behind a value makes it a list in a sentence, and not logfmt. */
    private boolean isValue(int start, int end) {
        return end == start
                || (text[end - 1] != ',' && text[end - 1] != ';' && !new Slice(text, start, end).contains((byte) '"'));
    }

    private void writePair(int start, int equals, int end, boolean quoted) {
        var name = new Slice(text, start, equals);
        if (quoted && isJsonString(equals + 1, end)) {
            out.json(name, new Slice(text, equals + 1, end));
        } else {
            out.text(name, quoted ? new Slice(text, equals + 2, end - 1) : new Slice(text, equals + 1, end));
        }
    }

    /** Most loggers quote as JSON does; what others escape is kept with its backslashes. */
    private boolean isJsonString(int start, int end) {
        try {
            scanner.reset(text, start, end).skipValue();
            return true;
        } catch (MalformedJsonException _) {
            return false;
        }
    }
}
