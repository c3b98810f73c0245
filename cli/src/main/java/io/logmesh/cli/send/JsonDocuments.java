package io.logmesh.cli.send;

import io.logmesh.cli.lines.ByteSource;
import io.logmesh.cli.lines.Line;
import io.logmesh.contract.json.JsonBuffer;
import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Finds the objects in JSON that is written over several lines: one after the other, or as the elements of one array of
 * any length. An object may have up to {@link Line#MAX} bytes.
 */
final class JsonDocuments {

    private final ByteSource in;
    private final JsonScanner scanner = new JsonScanner();
    private final JsonBuffer object = new JsonBuffer(4096);

    JsonDocuments(ByteSource in) {
        this.in = in;
    }

    /** Whether input with this first line is such JSON: the line opens what it does not close. */
    static boolean beginWith(byte[] firstLine) {
        int at = firstToken(firstLine, 0);
        if (at == firstLine.length || (firstLine[at] != '{' && firstLine[at] != '[')) {
            return false;
        }
        int next = firstToken(firstLine, at + 1);
        boolean opensOnly = next == firstLine.length || firstLine[next] == '"' || firstLine[next] == '{';
        return opensOnly && firstLine[firstLine.length - 1] == '\n' && !isJson(new JsonScanner(), firstLine);
    }

    /**
     * Reads on until something is no JSON, or to the end. Bytes that turn out to be no object, since they break the
     * grammar or go on too long, are handed over as they are; then {@code in} stands behind them.
     */
    void read(Consumer<byte[]> objects, Consumer<byte[]> others) throws IOException {
        while (nextObject()) {
            boolean complete = readObject();
            var bytes = object.toByteArray();
            if (!complete || !isJson(scanner, bytes)) {
                others.accept(bytes);
                return;
            }
            objects.accept(bytes);
        }
    }

    /** Moves to the next opening brace, over what may stand between two objects. */
    private boolean nextObject() throws IOException {
        int b = in.read();
        while (b >= 0 && " \t\r\n,[]".indexOf(b) >= 0) {
            b = in.read();
        }
        if (b >= 0) {
            in.unread();
        }
        return b == '{';
    }

    private boolean readObject() throws IOException {
        object.clear();
        int depth = 0;
        boolean inString = false;
        do {
            int b = in.read();
            if (b < 0 || object.length() == Line.MAX) {
                return false;
            }
            object.append((byte) b);
            if (inString && b == '\\') {
                object.append((byte) in.read());
            } else if (b == '"') {
                inString = !inString;
            } else if (!inString) {
                depth += b == '{' ? 1 : b == '}' ? -1 : 0;
            }
        } while (depth > 0);
        return true;
    }

    private static boolean isJson(JsonScanner scanner, byte[] text) {
        try {
            scanner.reset(text).skipValue();
            return scanner.atEnd();
        } catch (MalformedJsonException _) {
            return false;
        }
    }

    private static int firstToken(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] <= ' ' && text[at] >= 0) {
            at++;
        }
        return at;
    }
}
