package io.logmesh.contract.enrichment;

import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonSteps;
import io.logmesh.contract.json.JsonText;
import io.logmesh.contract.json.Utf8;
import io.logmesh.contract.text.Slice;

/**
 * Cuts the texts in a JSON value that are too long, and turns what lies too deep in it into text, so that nothing of that
 * is lost. It walks over the tokens of valid JSON, and only over those of values that could be beyond a limit.
 */
final class ValueLimits {

    private int maxDepth;
    private int maxLength;
    private int cut;
    private int asText;

    /** Counts anew. A value of {@code itsDepth} 1 is an object or a list that holds none. */
    void begin(int itsDepth, int itsLength) {
        maxDepth = itsDepth;
        maxLength = itsLength;
        cut = asText = 0;
    }

    int cut() {
        return cut;
    }

    int asText() {
        return asText;
    }

    /** The value within the limits; what had to be changed is appended to {@code scratch}. {@code outer} lie around it. */
    Slice within(Slice value, int outer, JsonBuffer scratch) {
        int depth = maxDepth - outer;
        byte first = value.bytes()[value.from()];
        boolean nests = first == '{' || first == '[';
        boolean tooLong = value.length() - 2 > maxLength && (nests || first == '"');
        if (!tooLong && !(nests && isDeeperThan(depth, value))) {
            return value;
        }
        int start = scratch.length();
        write(value.bytes(), value.from(), value.to(), depth, scratch);
        return new Slice(scratch.array(), start, scratch.length());
    }

    private static boolean isDeeperThan(int limit, Slice value) {
        // Every bracket has its counterpart.
        if (value.length() < 2 * (limit + 1)) {
            return false;
        }
        byte[] json = value.bytes();
        int depth = 0;
        for (int i = value.from(); i < value.to(); i++) {
            switch (json[i]) {
                case '"' -> i = JsonSteps.endOfString(json, i) - 1;
                case '{', '[' -> {
                    if (++depth > limit) {
                        return true;
                    }
                }
                case '}', ']' -> depth--;
                default -> {
                    // a scalar, or what stands between two values
                }
            }
        }
        return false;
    }

    private void write(byte[] json, int from, int to, int limit, JsonBuffer out) {
        int depth = 0;
        int i = from;
        while (i < to) {
            byte b = json[i];
            int end = i + 1;
            if (b == '"') {
                end = JsonSteps.endOfString(json, i);
                string(json, i, end, JsonSteps.isKey(json, end, to), out);
            } else if ((b == '{' || b == '[') && depth == limit) {
                end = JsonSteps.endOfContainer(json, i);
                text(json, i, end, out);
            } else {
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
                out.append(b);
            }
            i = end;
        }
    }

    private void string(byte[] json, int from, int to, boolean isKey, JsonBuffer out) {
        if (isKey || to - from - 2 <= maxLength) {
            out.append(json, from, to);
            return;
        }
        cut++;
        out.append(json, from, JsonText.floor(json, from + 1, from + 1 + maxLength))
                .append((byte) '"');
    }

    private void text(byte[] json, int from, int to, JsonBuffer out) {
        asText++;
        boolean tooLong = to - from > maxLength;
        cut += tooLong ? 1 : 0;
        JsonText.writeBytes(out, json, from, tooLong ? Math.max(from, Utf8.floor(json, from + maxLength)) : to);
    }
}
