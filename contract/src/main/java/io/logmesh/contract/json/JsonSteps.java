package io.logmesh.contract.json;

import io.logmesh.contract.text.ByteSearch;

/** Steps over JSON that a {@link JsonScanner} has passed, and that need not be checked once more. */
public final class JsonSteps {

    private JsonSteps() {}

    /** Behind the closing quote of the string whose opening quote stands at {@code quote}. */
    public static int endOfString(byte[] json, int quote) {
        int i = quote + 1;
        while (true) {
            i = ByteSearch.find(json, i, json.length, (byte) '"', (byte) '\\');
            if (json[i] == '"') {
                return i + 1;
            }
            i += 2;
        }
    }

    /** Whether the string that ends before {@code behind} is a key: whether a colon comes next, before {@code to}. */
    public static boolean isKey(byte[] json, int behind, int to) {
        int i = behind;
        while (i < to && JsonTokens.isWhitespace(json[i])) {
            i++;
        }
        return i < to && json[i] == ':';
    }

    /** Behind the value that begins at {@code from}. */
    public static int endOfValue(byte[] json, int from) {
        return switch (json[from]) {
            case '"' -> endOfString(json, from);
            case '{', '[' -> endOfContainer(json, from);
            default -> endOfScalar(json, from);
        };
    }

    private static int endOfScalar(byte[] json, int from) {
        int i = from;
        while (i < json.length && (json[i] > ',' || json[i] == '+') && json[i] != ']' && json[i] != '}') {
            i++;
        }
        return i;
    }

    /** Behind the bracket that closes the object or array that begins at {@code from}. */
    public static int endOfContainer(byte[] json, int from) {
        int depth = 0;
        int i = from;
        do {
            byte b = json[i];
            depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
            i = b == '"' ? endOfString(json, i) : i + 1;
        } while (depth > 0);
        return i;
    }
}
