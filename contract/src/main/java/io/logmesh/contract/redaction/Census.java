package io.logmesh.contract.redaction;

import io.logmesh.contract.text.Slice;

/**
 * Looks once over a text for the signs of secrets, so that a finder need not look at a text in which it can't find any: most
 * texts have no sign at all. Finds too many rather than too few, in text as it stands in JSON, too.
 */
final class Census {

    /** A secret that has no signs of its own may be anywhere. */
    static final int ANY = 1;

    static final int EMAIL = 1 << 1;
    static final int CARD = 1 << 2;
    static final int IPV4 = 1 << 3;
    static final int IPV6 = 1 << 4;
    static final int JWT = 1 << 5;
    static final int AWS_KEY = 1 << 6;
    static final int BEARER = 1 << 7;
    static final int PASSWORD = 1 << 8;

    /** A character written by its number, which may be a part of any secret. */
    static final int ESCAPE = 1 << 9;

    private static final int FEWEST_COLONS = 7;
    private static final int FEWEST_DOTS = 3;

    /** Which bytes are worth a second look. */
    private static final boolean[] TELLING = new boolean[256];

    static {
        for (char telling : "0123456789.:=@AJBb\\".toCharArray()) {
            TELLING[telling] = true;
        }
    }

    private byte[] text = new byte[0];
    private int from;
    private int to;
    private int signs;
    private int colons;
    private int dots;
    private int digits;
    private int digitsEnd;

    /** The signs in a text, each a bit. */
    int signs(Slice slice) {
        text = slice.bytes();
        from = slice.from();
        to = slice.to();
        signs = ANY;
        colons = dots = digits = 0;
        digitsEnd = from;
        for (int i = from; i < to; i++) {
            if (TELLING[text[i] & 0xff]) {
                i = look(i);
            }
        }
        return signs;
    }

    /** Looks at a telling byte; returns where what it belongs to ends, inclusive. */
    private int look(int at) {
        switch (text[at]) {
            case '@' -> signs |= EMAIL;
            case '.' -> lookAtDot(at);
            case ':' -> lookAtColon(at);
            case '=' -> signs |= PasswordFinder.isBehindName(text, at, from) ? PASSWORD : 0;
            case 'A' -> signs |= TokenFinder.mayBeKeyId(text, at, to) ? AWS_KEY : 0;
            case 'J' -> signs |= at - from >= 2 && text[at - 1] == 'y' && text[at - 2] == 'e' ? JWT : 0;
            case 'B', 'b' -> signs |= Finder.isAt(text, at, to, TokenFinder.BEARER) ? BEARER : 0;
            case '\\' -> signs |= at + 1 < to && text[at + 1] == 'u' ? ESCAPE : 0;
            default -> {
                return passDigits(at);
            }
        }
        return at;
    }

    private void lookAtDot(int at) {
        boolean inNumber = at > from && at + 1 < to && Finder.isDigit(text[at - 1]) && Finder.isDigit(text[at + 1]);
        dots += inNumber ? 1 : 0;
        signs |= dots >= FEWEST_DOTS ? IPV4 : 0;
    }

    private void lookAtColon(int at) {
        colons++;
        boolean twice = at + 1 < to && text[at + 1] == ':';
        signs |= twice || colons >= FEWEST_COLONS ? IPV6 : 0;
        signs |= PasswordFinder.isBehindName(text, at, from) || isBeforeSlash(at) ? PASSWORD : 0;
    }

    /** JSON may have backslashes before slashes. */
    private boolean isBeforeSlash(int colon) {
        int i = colon + 1;
        while (i < to && text[i] == '\\') {
            i++;
        }
        return i < to && text[i] == '/';
    }

    /** Counts digits that stand in one row, or in groups of one. */
    private int passDigits(int at) {
        int end = at;
        while (end < to && Finder.isDigit(text[end])) {
            end++;
        }
        boolean goesOn = digits > 0 && CardFinder.endOfSeparator(text, digitsEnd, to) == at;
        digits = end - at + (goesOn ? digits : 0);
        digitsEnd = end;
        signs |= digits >= CardFinder.FEWEST ? CARD : 0;
        return end - 1;
    }
}
