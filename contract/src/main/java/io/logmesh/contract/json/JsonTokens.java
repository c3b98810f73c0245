package io.logmesh.contract.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The scalar tokens of RFC 8259: each method finds where the one that begins at {@code at} ends, or throws. */
final class JsonTokens {

    /** Longer numbers are refused. Jackson, which reads them downstream, refuses them from 1000 characters on. */
    private static final int MAX_NUMBER_LENGTH = 400;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** Most keys and values are no longer, in bytes. */
    private static final int SHORT = 4 * Long.BYTES;

    private JsonTokens() {}

    static boolean isWhitespace(byte b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r';
    }

    static int endOfScalar(byte[] json, int at, int end) {
        if (at >= end) {
            throw new MalformedJsonException("no value", at);
        }
        return switch (json[at]) {
            case '"' -> endOfString(json, at, end);
            case 't' -> endOfLiteral(json, at, end, TRUE);
            case 'f' -> endOfLiteral(json, at, end, FALSE);
            case 'n' -> endOfLiteral(json, at, end, NULL);
            default -> endOfNumber(json, at, end);
        };
    }

    /** {@code at} is the opening quote; the result is behind the closing one. */
    static int endOfString(byte[] json, int at, int end) {
        int i = endOfPlainText(json, at + 1, end);
        while (i < end) {
            byte b = json[i];
            if (b == '"') {
                return i + 1;
            } else if (b == '\\') {
                i = endOfEscape(json, i, end);
            } else if (b < 0) {
                i = endOfCharacter(json, i, end);
            } else if (b < ' ') {
                throw new MalformedJsonException("control character in a string", i);
            } else {
                i = endOfPlainText(json, i, end);
            }
        }
        throw new MalformedJsonException("string without end", at);
    }

    /** Passes over ASCII that means nothing special, a word at a time: most of a log record is that. */
    static int endOfPlainText(byte[] json, int at, int end) {
        int i = at;
        while (i + Long.BYTES <= end) {
            long special = special((long) WORD.get(json, i));
            if (special != 0) {
                return i + Long.numberOfTrailingZeros(special) / Byte.SIZE;
            }
            i += Long.BYTES;
            if (i - at == SHORT) {
                i = passBlocks(json, i, end);
            }
        }
        while (i < end && json[i] >= ' ' && json[i] != '"' && json[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Passes over what is plain by several words at once, which pays for long text only. */
    private static int passBlocks(byte[] json, int at, int end) {
        int i = at;
        while (i + 4 * Long.BYTES <= end
                && (special((long) WORD.get(json, i))
                                | special((long) WORD.get(json, i + Long.BYTES))
                                | special((long) WORD.get(json, i + 2 * Long.BYTES))
                                | special((long) WORD.get(json, i + 3 * Long.BYTES)))
                        == 0) {
            i += 4 * Long.BYTES;
        }
        return i;
    }

    /**
     * Sets the high bit of each byte that ends plain text: a control character, a quote, a backslash, or no ASCII. The
     * lowest is a true one; a subtraction may have borrowed for those above it. Turning one bit makes a quote 0x20, a space
     * 0x22, and leaves control characters below 0x20, so that one comparison finds both.
     */
    private static long special(long word) {
        long controlOrQuote = (word ^ (ONES * 0x02)) - ONES * 0x21;
        long backslash = (word ^ (ONES * '\\')) - ONES;
        return (controlOrQuote | backslash | word) & HIGH_BITS;
    }

    private static int endOfCharacter(byte[] json, int at, int end) {
        int behind = Utf8.endOfSequence(json, at, end);
        if (behind < 0) {
            throw new MalformedJsonException("invalid UTF-8", at);
        }
        return behind;
    }

    private static int endOfEscape(byte[] json, int at, int end) {
        int letter = at + 1 < end ? json[at + 1] : -1;
        if (letter == 'u') {
            for (int i = at + 2; i < at + 6; i++) {
                if (i >= end || Character.digit(json[i], 16) < 0) {
                    throw new MalformedJsonException("broken \\u escape", at);
                }
            }
            return at + 6;
        }
        if ("\"\\/bfnrt".indexOf(letter) < 0) {
            throw new MalformedJsonException("unknown escape", at);
        }
        return at + 2;
    }

    private static int endOfLiteral(byte[] json, int at, int end, byte[] literal) {
        for (int i = 0; i < literal.length; i++) {
            if (at + i >= end || json[at + i] != literal[i]) {
                throw new MalformedJsonException("no value", at);
            }
        }
        return at + literal.length;
    }

    private static int endOfNumber(byte[] json, int at, int end) {
        int i = json[at] == '-' ? at + 1 : at;
        int integer = i;
        i = endOfDigits(json, i, end);
        if (json[integer] == '0' && i > integer + 1) {
            throw new MalformedJsonException("number with a leading zero", at);
        }
        if (i < end && json[i] == '.') {
            i = endOfDigits(json, i + 1, end);
        }
        if (i < end && (json[i] == 'e' || json[i] == 'E')) {
            i++;
            if (i < end && (json[i] == '+' || json[i] == '-')) {
                i++;
            }
            i = endOfDigits(json, i, end);
        }
        if (i - at > MAX_NUMBER_LENGTH) {
            throw new MalformedJsonException("number of more than " + MAX_NUMBER_LENGTH + " characters", at);
        }
        return i;
    }

    private static int endOfDigits(byte[] json, int at, int end) {
        int i = at;
        while (i < end && json[i] >= '0' && json[i] <= '9') {
            i++;
        }
        if (i == at) {
            throw new MalformedJsonException("no value", at);
        }
        return i;
    }
}
