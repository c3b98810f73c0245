package io.logmesh.contract.redaction;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonText;

/**
 * JSON in a text, such as an object that was logged as a string: its escape sequences could hide from a finder what
 * whoever parses it would see.
 */
final class NestedEscapes {

    private static final int UNICODE_LENGTH = 6;

    private NestedEscapes() {}

    /**
     * Appends the text with those sequences resolved that stand for a character which needs none; whether there was any.
     * The text stays valid JSON where it was, and means the same.
     */
    static boolean resolve(byte[] text, int from, int to, JsonBuffer out) {
        boolean any = false;
        int i = from;
        while (i < to) {
            if (text[i] != '\\' || i + 1 >= to) {
                out.append(text[i++]);
            } else if (isNeedless(text, i, to)) {
                int end = text[i + 1] == '/' ? i + 2 : i + UNICODE_LENGTH;
                JsonText.decodeTo(out, text, i, end);
                any = true;
                i = end;
            } else {
                out.append(text[i]).append(text[i + 1]);
                i += 2;
            }
        }
        return any;
    }

    private static boolean isNeedless(byte[] text, int at, int to) {
        if (text[at + 1] == '/') {
            return true;
        }
        if (text[at + 1] != 'u' || at + UNICODE_LENGTH > to) {
            return false;
        }
        int unit = 0;
        for (int i = at + 2; i < at + UNICODE_LENGTH; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return false;
            }
            unit = unit << 4 | digit;
        }
        return unit >= ' ' && unit != '"' && unit != '\\' && !Character.isSurrogate((char) unit);
    }
}
