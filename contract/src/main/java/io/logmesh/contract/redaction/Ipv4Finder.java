package io.logmesh.contract.redaction;

/** IPv4 addresses: four numbers up to 255 between dots, which neither go on nor stand in a word. */
final class Ipv4Finder extends Finder {

    @Override
    boolean find(byte[] text, int from, int to) {
        int i = from;
        while (i < to) {
            boolean begins = isDigit(text[i]) && (i == from || !(isWord(text[i - 1]) || text[i - 1] == '.'));
            if (begins && isAddress(text, i, to)) {
                return true;
            }
            i++;
        }
        return false;
    }

    private boolean isAddress(byte[] text, int start, int to) {
        int at = start;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (at >= to || text[at++] != '.')) {
                return false;
            }
            int number = 0;
            int digits = 0;
            while (at < to && isDigit(text[at]) && digits < 4) {
                number = number * 10 + text[at++] - '0';
                digits++;
            }
            if (digits == 0 || number > 255) {
                return false;
            }
        }
        boolean goesOn = at < to && (isWord(text[at]) || (text[at] == '.' && at + 1 < to && isDigit(text[at + 1])));
        return !goesOn && found(start, at);
    }
}
