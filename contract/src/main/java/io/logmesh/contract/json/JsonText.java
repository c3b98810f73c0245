package io.logmesh.contract.json;

import io.logmesh.contract.text.ByteSearch;
import java.nio.charset.StandardCharsets;

/** JSON strings, decoded from and encoded to bytes. */
public final class JsonText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final int ESCAPE_LENGTH = 2;
    private static final int UNICODE_ESCAPE_LENGTH = 6;

    private JsonText() {}

    /** The text between two quotes, its escape sequences resolved. The bytes must have passed a {@link JsonScanner}. */
    public static String decode(byte[] json, int from, int to) {
        int escape = from;
        while (escape < to && json[escape] != '\\') {
            escape++;
        }
        return escape == to
                ? new String(json, from, to - from, StandardCharsets.UTF_8)
                : decodeEscapes(new String(json, from, to - from, StandardCharsets.UTF_8));
    }

    /** Whether the text between two quotes is {@code text}, however it is escaped. */
    public static boolean equals(byte[] json, int from, int to, String text) {
        int length = text.length();
        for (int i = 0; i < length && from + i < to; i++) {
            byte b = json[from + i];
            if (b == '\\' || b < 0) {
                return decode(json, from, to).equals(text);
            }
            if (b != text.charAt(i)) {
                return false;
            }
        }
        return to - from == length;
    }

    /**
     * Appends the text between two quotes as UTF-8, its escape sequences resolved, without making a string of it. Half
     * of a surrogate pair becomes U+FFFD. The bytes must have passed a {@link JsonScanner}.
     */
    public static void decodeTo(JsonBuffer out, byte[] json, int from, int to) {
        int copied = from;
        int escape = ByteSearch.find(json, from, to, (byte) '\\');
        while (escape < to) {
            out.append(json, copied, escape);
            copied = json[escape + 1] == 'u' ? decodeUnicode(out, json, escape, to) : decodeLetter(out, json, escape);
            escape = ByteSearch.find(json, copied, to, (byte) '\\');
        }
        out.append(json, copied, to);
    }

    private static int decodeLetter(JsonBuffer out, byte[] json, int at) {
        out.append((byte) unescaped((char) json[at + 1]));
        return at + 2;
    }

    private static int decodeUnicode(JsonBuffer out, byte[] json, int at, int to) {
        char first = codeUnit(json, at);
        if (!Character.isSurrogate(first)) {
            Utf8.append(out, first);
            return at + 6;
        }
        boolean escapeFollows = at + 12 <= to && json[at + 6] == '\\' && json[at + 7] == 'u';
        char second = escapeFollows ? codeUnit(json, at + 6) : 0;
        if (Character.isSurrogatePair(first, second)) {
            Utf8.append(out, Character.toCodePoint(first, second));
            return at + 12;
        }
        Utf8.append(out, 0xfffd);
        return at + 6;
    }

    private static char codeUnit(byte[] json, int escape) {
        int unit = 0;
        for (int i = escape + 2; i < escape + 6; i++) {
            unit = unit << 4 | Character.digit(json[i], 16);
        }
        return (char) unit;
    }

    private static String decodeEscapes(String raw) {
        var text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char letter = raw.charAt(i++);
            if (letter == 'u') {
                text.append((char) Integer.parseInt(raw, i, i + 4, 16));
                i += 4;
            } else {
                text.append(unescaped(letter));
            }
        }
        return text.toString();
    }

    private static char unescaped(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    /**
     * The last place up to {@code limit} where the text between two quotes can be cut without splitting a character or an
     * escape sequence. The bytes must have passed a {@link JsonScanner}, and {@code limit} stand before the closing quote.
     */
    public static int floor(byte[] json, int from, int limit) {
        int at = from;
        int next = from;
        while (next <= limit) {
            at = next;
            next = json[at] == '\\' ? endOfEscape(json, at) : endOfCharacter(json, at);
        }
        return at;
    }

    private static int endOfEscape(byte[] json, int at) {
        if (json[at + 1] != 'u') {
            return at + ESCAPE_LENGTH;
        }
        int next = at + UNICODE_ESCAPE_LENGTH;
        boolean isHighSurrogate = (json[at + 2] | 0x20) == 'd' && "89abAB".indexOf(json[at + 3]) >= 0;
        return isHighSurrogate && json[next] == '\\' && json[next + 1] == 'u' ? next + UNICODE_ESCAPE_LENGTH : next;
    }

    private static int endOfCharacter(byte[] json, int at) {
        int next = at + 1;
        while ((json[next] & 0xc0) == 0x80) {
            next++;
        }
        return next;
    }

    /** Writes {@code text} as a JSON string, quotes included. */
    public static void write(JsonBuffer out, String text) {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes well-formed UTF-8 as a JSON string, quotes included. */
    public static void writeBytes(JsonBuffer out, byte[] utf8) {
        writeBytes(out, utf8, 0, utf8.length);
    }

    /** Writes a range of well-formed UTF-8 as a JSON string, quotes included. */
    public static void writeBytes(JsonBuffer out, byte[] utf8, int from, int to) {
        out.append((byte) '"');
        int copied = from;
        int i = JsonTokens.endOfPlainText(utf8, from, to);
        while (i < to) {
            if (utf8[i] >= 0) {
                out.append(utf8, copied, i);
                writeEscape(out, utf8[i]);
                copied = i + 1;
            }
            i = JsonTokens.endOfPlainText(utf8, endOfForeign(utf8, i + 1, to), to);
        }
        out.append(utf8, copied, to).append((byte) '"');
    }

    /** Behind the bytes of characters beyond ASCII. */
    private static int endOfForeign(byte[] utf8, int from, int to) {
        int i = from;
        while (i < to && utf8[i] < 0) {
            i++;
        }
        return i;
    }

    private static void writeEscape(JsonBuffer out, byte b) {
        out.append((byte) '\\');
        switch (b) {
            case '"', '\\' -> out.append(b);
            case '\n' -> out.append((byte) 'n');
            case '\r' -> out.append((byte) 'r');
            case '\t' -> out.append((byte) 't');
            default ->
                out.append((byte) 'u')
                        .append((byte) '0')
                        .append((byte) '0')
                        .append(HEX[b >> 4])
                        .append(HEX[b & 0xf]);
        }
    }
}
