package io.logmesh.contract.json;

/** Well-formed UTF-8, as table 3-7 of the Unicode Standard has it. */
public final class Utf8 {

    private Utf8() {}

    /** Where the sequence of two to four bytes that begins at {@code at} ends, or -1 where it is ill-formed. */
    static int endOfSequence(byte[] text, int at, int end) {
        int lead = text[at] & 0xff;
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > end) {
            return -1;
        }
        int second = text[at + 1] & 0xff;
        if (second < lowestSecond(lead) || second > highestSecond(lead)) {
            return -1;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((text[i] & 0xc0) != 0x80) {
                return -1;
            }
        }
        return at + length;
    }

    /** The largest length up to {@code limit} at which {@code text} can be cut without splitting a character. */
    public static int floor(byte[] text, int limit) {
        if (limit >= text.length) {
            return text.length;
        }
        int cut = limit;
        while (cut > 0 && limit - cut < 4 && (text[cut] & 0xc0) == 0x80) {
            cut--;
        }
        return cut;
    }

    private static int lowestSecond(int lead) {
        return lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    }

    private static int highestSecond(int lead) {
        return lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    }

    /** Appends one character, by its code point, which must not be half of a surrogate pair. */
    static void append(JsonBuffer out, int codePoint) {
        if (codePoint < 0x80) {
            out.append((byte) codePoint);
            return;
        }
        if (codePoint < 0x800) {
            out.append((byte) (0xc0 | codePoint >> 6));
        } else if (codePoint < 0x10000) {
            out.append((byte) (0xe0 | codePoint >> 12)).append(continuation(codePoint >> 6));
        } else {
            out.append((byte) (0xf0 | codePoint >> 18))
                    .append(continuation(codePoint >> 12))
                    .append(continuation(codePoint >> 6));
        }
        out.append(continuation(codePoint));
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }
}
