package io.logmesh.contract.json;

import java.util.Arrays;

/**
 * A strict pull scanner over JSON in a byte array. It checks the grammar of RFC 8259 and UTF-8 of every byte it passes,
 * tells where keys and values begin and end, decodes nothing by itself and allocates nothing per record: services splice
 * by these positions instead of building trees.
 *
 * <pre>{@code
 * if (scanner.reset(value).beginObject()) {
 *     while (scanner.nextMember()) {
 *         if (scanner.keyIs(LOG)) ... scanner.skipValue(); // then valueStart() and valueEnd()
 *     }
 * }
 * }</pre>
 *
 * <p>After {@link #nextMember()} or {@link #nextElement()} a value must be consumed, by {@link #skipValue()} or by
 * beginning an object or array and walking to its end. All methods throw {@link MalformedJsonException} where the text
 * breaks the grammar. Not thread-safe; reuse one for each thread.
 */
public final class JsonScanner {

    /** Deeper texts are refused. Elasticsearch and every JSON reader have such a limit, at 1000 or less. */
    public static final int MAX_DEPTH = 128;

    private byte[] json = new byte[0];
    private int position;
    private int end;
    private int depth;
    private int deepest;
    private final byte[] closing = new byte[MAX_DEPTH + 1];
    private final boolean[] started = new boolean[MAX_DEPTH + 1];
    private int keyStart;
    private int keyEnd;
    private int valueStart;
    private int valueEnd;

    public JsonScanner reset(byte[] text) {
        return reset(text, 0, text.length);
    }

    /** Starts over, on the bytes from {@code from} up to but not including {@code to}. */
    public JsonScanner reset(byte[] text, int from, int to) {
        json = text;
        position = from;
        end = to;
        depth = deepest = 0;
        keyStart = keyEnd = valueStart = valueEnd = from;
        return this;
    }

    /** Enters the object that comes next; false, and nothing is consumed, where something else does. */
    public boolean beginObject() {
        return begin('{', '}');
    }

    /** Enters the array that comes next; false, and nothing is consumed, where something else does. */
    public boolean beginArray() {
        return begin('[', ']');
    }

    /** Moves to the next member of the object; false at its end, which is consumed. */
    public boolean nextMember() {
        if (!next()) {
            return false;
        }
        if (peek() != '"') {
            throw new MalformedJsonException("no key", position);
        }
        keyStart = position + 1;
        position = JsonTokens.endOfString(json, position, end);
        keyEnd = position - 1;
        if (peek() != ':') {
            throw new MalformedJsonException("no colon behind a key", position);
        }
        position++;
        return true;
    }

    /** Moves to the next element of the array; false at its end, which is consumed. */
    public boolean nextElement() {
        return next();
    }

    /** The first byte of what comes next, which tells its type, or -1 at the end. */
    public int peek() {
        while (position < end && JsonTokens.isWhitespace(json[position])) {
            position++;
        }
        return position < end ? json[position] : -1;
    }

    /** Passes over one value of any type, checking it. The current key stays what it is. */
    public void skipValue() {
        int first = peek();
        valueStart = position;
        if (first == '{' || first == '[') {
            skipContainer();
        } else {
            position = JsonTokens.endOfScalar(json, position, end);
        }
        valueEnd = position;
    }

    /** Consumes the next {@code bytes}, which the caller knows to be one value, since it has seen them before. */
    public void pass(int bytes) {
        valueStart = position;
        position += bytes;
        valueEnd = position;
    }

    /** Whether only white space is left. */
    public boolean atEnd() {
        return peek() == -1;
    }

    /** Whether the current key is {@code name}, byte by byte; a key written with escape sequences equals nothing. */
    public boolean keyIs(byte[] name) {
        return Arrays.equals(json, keyStart, keyEnd, name, 0, name.length);
    }

    /** Where the current key begins, behind its quote. */
    public int keyStart() {
        return keyStart;
    }

    /** Where the current key ends, before its closing quote. */
    public int keyEnd() {
        return keyEnd;
    }

    /** Where the value last skipped begins; of a string, its opening quote. */
    public int valueStart() {
        return valueStart;
    }

    /** Where the value last skipped ends, exclusive; of a string, behind its closing quote. */
    public int valueEnd() {
        return valueEnd;
    }

    /** Whether the value last skipped is a string. */
    public boolean valueIsString() {
        return valueStart < valueEnd && json[valueStart] == '"';
    }

    /** The value last skipped, which must be a string, decoded. */
    public String valueText() {
        return JsonText.decode(json, valueStart + 1, valueEnd - 1);
    }

    /** How deep objects and arrays have lain in one another so far; the outermost is 1. */
    public int deepest() {
        return deepest;
    }

    /** Where the scanner stands: behind what it last consumed. */
    public int position() {
        return position;
    }

    private boolean begin(int opening, char closingBracket) {
        if (peek() != opening) {
            return false;
        }
        if (depth == MAX_DEPTH) {
            throw new MalformedJsonException("nesting deeper than " + MAX_DEPTH, position);
        }
        position++;
        closing[++depth] = (byte) closingBracket;
        deepest = Math.max(deepest, depth);
        started[depth] = false;
        return true;
    }

    private boolean next() {
        int first = peek();
        if (first == closing[depth]) {
            position++;
            depth--;
            return false;
        }
        if (started[depth]) {
            if (first != ',') {
                throw new MalformedJsonException("no comma between two values", position);
            }
            position++;
        }
        started[depth] = true;
        return true;
    }

    /** Walks a container of any depth without recursion, since the depth is the sender's choice. */
    private void skipContainer() {
        int outerKeyStart = keyStart;
        int outerKeyEnd = keyEnd;
        int outerDepth = depth;
        beginContainer();
        while (depth > outerDepth) {
            boolean more = closing[depth] == '}' ? nextMember() : nextElement();
            if (more && !beginContainer()) {
                position = JsonTokens.endOfScalar(json, position, end);
            }
        }
        keyStart = outerKeyStart;
        keyEnd = outerKeyEnd;
    }

    private boolean beginContainer() {
        return beginObject() || beginArray();
    }
}
