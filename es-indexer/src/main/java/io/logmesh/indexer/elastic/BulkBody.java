package io.logmesh.indexer.elastic;

import io.logmesh.indexer.bulk.Document;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of a bulk request: for each document a line that says what to do and a line with the document, byte by byte as
 * it came. Raw line breaks in a document, which JSON allows between its tokens only, become spaces.
 */
final class BulkBody {

    private static final byte[] BEFORE_INDEX = ascii("{\"create\":{\"_index\":\"");
    private static final byte[] BEFORE_ID = ascii("\",\"_id\":\"");
    private static final byte[] AFTER_ID = ascii("\"}}\n");
    private static final int ACTION_LENGTH = BEFORE_INDEX.length + BEFORE_ID.length + AFTER_ID.length;

    private final byte[] body;
    private int position;

    private BulkBody(int length) {
        body = new byte[length];
    }

    static byte[] of(List<? extends Document> documents) {
        var body = new BulkBody(length(documents));
        for (var document : documents) {
            body.append(BEFORE_INDEX);
            body.append(ascii(document.index()));
            body.append(BEFORE_ID);
            body.append(document.id());
            body.append(AFTER_ID);
            body.appendLine(document.value());
        }
        return body.body;
    }

    private static int length(List<? extends Document> documents) {
        long length = 0;
        for (var document : documents) {
            length += ACTION_LENGTH + document.index().length() + document.id().length + document.value().length + 1;
        }
        return Math.toIntExact(length);
    }

    private void append(byte[] bytes) {
        System.arraycopy(bytes, 0, body, position, bytes.length);
        position += bytes.length;
    }

    private void appendLine(byte[] json) {
        int from = position;
        append(json);
        for (int i = from; i < position; i++) {
            if (body[i] == '\n') {
                body[i] = ' ';
            }
        }
        body[position++] = '\n';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
