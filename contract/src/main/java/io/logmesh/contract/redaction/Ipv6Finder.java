package io.logmesh.contract.redaction;

/** IPv6 addresses: eight groups of up to four hex digits, or fewer around one {@code ::}; times and MACs are none. */
final class Ipv6Finder extends Finder {

    @Override
    boolean find(byte[] text, int from, int to) {
        int i = from;
        while (i < to) {
            if (!isPart(text[i])) {
                i++;
                continue;
            }
            int end = i;
            while (end < to && isPart(text[end])) {
                end++;
            }
            boolean alone = (i == from || !isWord(text[i - 1])) && (end == to || !isWord(text[end]));
            if (alone && isAddress(text, i, end)) {
                return true;
            }
            i = end;
        }
        return false;
    }

    /** A colon behind the address, as before a port or in a sentence, is no part of it. */
    private boolean isAddress(byte[] text, int start, int limit) {
        int end = limit;
        while (end > start + 2 && text[end - 1] == ':' && text[end - 2] != ':') {
            end--;
        }
        int groups = 0;
        int gaps = 0;
        int digits = 0;
        for (int i = start; i < end; i++) {
            if (text[i] != ':') {
                groups += digits == 0 ? 1 : 0;
                if (++digits > 4) {
                    return false;
                }
            } else {
                gaps += i > start && text[i - 1] == ':' ? 1 : 0;
                digits = 0;
            }
        }
        boolean leading = text[start] == ':' && (end - start < 2 || text[start + 1] != ':');
        boolean whole = groups == 8 && gaps == 0;
        boolean shortened = gaps == 1 && groups >= 1 && groups < 8;
        return !leading && (whole || shortened) && found(start, end);
    }

    private static boolean isPart(byte b) {
        return isHex(b) || b == ':';
    }
}
