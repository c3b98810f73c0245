package io.logmesh.contract.redaction;

/** Secrets that begin with known letters: JSON Web Tokens, AWS' access keys, and what stands behind {@code Bearer}. */
final class TokenFinder extends Finder {

    /** Where in the text one might begin, and where it then ends. */
    private interface Shape {

        /** The end, or -1 where none begins there. */
        int end(byte[] text, int at, int to);
    }

    private static final String[] KEY_IDS = {"akia", "asia", "aroa", "aida", "agpa", "anpa", "anva", "aipa"};
    private static final int KEY_ID_LENGTH = 20;
    static final String BEARER = "bearer ";
    private static final int SHORTEST_BEARER = 8;
    private static final int SHORTEST_HEADER = 10;

    private final Shape shape;
    private final int skipped;

    private TokenFinder(Shape shape, int skipped) {
        this.shape = shape;
        this.skipped = skipped;
    }

    static TokenFinder jwt() {
        return new TokenFinder(TokenFinder::endOfJwt, 0);
    }

    static TokenFinder awsKey() {
        return new TokenFinder(TokenFinder::endOfKeyId, 0);
    }

    static TokenFinder bearer() {
        return new TokenFinder(TokenFinder::endOfBearer, BEARER.length());
    }

    @Override
    boolean find(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isLetter(text[i]) && (i == from || !(isWord(text[i - 1]) || text[i - 1] == '-'))) {
                int end = shape.end(text, i, to);
                if (end >= 0) {
                    return found(i + skipped, end);
                }
            }
        }
        return false;
    }

    /** Three parts in base64url; the first is an object, so it begins with an encoded brace and quote. */
    private static int endOfJwt(byte[] text, int at, int to) {
        if (to - at < SHORTEST_HEADER || text[at] != 'e' || text[at + 1] != 'y' || text[at + 2] != 'J') {
            return -1;
        }
        int header = endOfBase64(text, at, to);
        if (header - at < SHORTEST_HEADER || header == to || text[header] != '.') {
            return -1;
        }
        int payload = endOfBase64(text, header + 1, to);
        if (payload == header + 1 || payload == to || text[payload] != '.') {
            return -1;
        }
        return endOfBase64(text, payload + 1, to);
    }

    private static int endOfBase64(byte[] text, int at, int to) {
        int i = at;
        while (i < to && (isWord(text[i]) || text[i] == '-')) {
            i++;
        }
        return i;
    }

    /** Whether an AWS access key id may begin at a capital A: all have another one in the fourth place. */
    static boolean mayBeKeyId(byte[] text, int at, int to) {
        return at + KEY_ID_LENGTH <= to && text[at + 3] == 'A';
    }

    private static int endOfKeyId(byte[] text, int at, int to) {
        int end = at + KEY_ID_LENGTH;
        if (text[at] != 'A' || end > to || (end < to && isWord(text[end]))) {
            return -1;
        }
        boolean known = false;
        for (var prefix : KEY_IDS) {
            known |= isAt(text, at, to, prefix);
        }
        for (int i = at; i < end; i++) {
            known &= isDigit(text[i]) || (text[i] >= 'A' && text[i] <= 'Z');
        }
        return known ? end : -1;
    }

    private static int endOfBearer(byte[] text, int at, int to) {
        if (!isAt(text, at, to, BEARER)) {
            return -1;
        }
        int start = at + BEARER.length();
        int end = start;
        while (end < to && (isWord(text[end]) || "._~+/=-".indexOf(text[end]) >= 0)) {
            end++;
        }
        return end - start >= SHORTEST_BEARER ? end : -1;
    }
}
