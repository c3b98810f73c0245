package io.logmesh.contract.json;

import java.nio.charset.StandardCharsets;

/** JSON strings, decoded from and encoded to bytes. */
public final class JsonText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

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

    /** Writes {@code text} as a JSON string, quotes included. */
    public static void write(JsonBuffer out, String text) {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes well-formed UTF-8 as a JSON string, quotes included. */
    public static void writeBytes(JsonBuffer out, byte[] utf8) {
        out.append((byte) '"');
        int copied = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
                out.append(utf8, copied, i);
                writeEscape(out, b);
                copied = i + 1;
            }
        }
        out.append(utf8, copied, utf8.length).append((byte) '"');
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
