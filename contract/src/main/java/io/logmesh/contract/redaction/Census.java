package io.logmesh.contract.redaction;

/** Counts, in one pass over a text, the characters without which a finder need not look at it. Most texts need none to. */
final class Census {

    private int ats;
    private int dots;
    private int colons;
    private int equalSigns;
    private int digits;
    private boolean hasCapitalA;
    private boolean hasCapitalJ;
    private boolean hasLetterB;

    void take(byte[] text, int from, int to) {
        ats = dots = colons = equalSigns = digits = 0;
        hasCapitalA = hasCapitalJ = hasLetterB = false;
        for (int i = from; i < to; i++) {
            count(text[i]);
        }
    }

    private void count(byte b) {
        if (b >= '0' && b <= '9') {
            digits++;
        } else if (b < 'a') {
            switch (b) {
                case '@' -> ats++;
                case '.' -> dots++;
                case ':' -> colons++;
                case '=' -> equalSigns++;
                case 'A' -> hasCapitalA = true;
                case 'J' -> hasCapitalJ = true;
                case 'B' -> hasLetterB = true;
                default -> {}
            }
        } else if (b == 'b') {
            hasLetterB = true;
        }
    }

    boolean mayHaveEmail() {
        return ats > 0;
    }

    boolean mayHaveCard() {
        return digits >= 13;
    }

    boolean mayHaveIpv4() {
        return dots >= 3 && digits >= 4;
    }

    boolean mayHaveIpv6() {
        return colons >= 2;
    }

    boolean mayHaveJwt() {
        return hasCapitalJ && dots >= 2;
    }

    boolean mayHaveAwsKey() {
        return hasCapitalA;
    }

    boolean mayHaveBearer() {
        return hasLetterB;
    }

    boolean mayHavePassword() {
        return colons + equalSigns > 0;
    }
}
