package io.logmesh.indexer.elastic;

import io.logmesh.indexer.bulk.Document;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * The body of a bulk request: for each document a line that says what to do and a line with the document, byte by byte as
 * it came. Raw line breaks in a document, which JSON allows between its tokens only, become spaces.
 *
 * <p>It is read once, from its beginning to its end, and never stands in memory as a whole: the documents do already.
 */
final class BulkBody {

    private static final byte[] BEFORE_INDEX = ascii("{\"create\":{\"_index\":\"");
    private static final byte[] BEFORE_ID = ascii("\",\"_id\":\"");
    private static final byte[] AFTER_ID = ascii("\"}}\n");
    private static final byte[] LINE_END = {'\n'};
    private static final int FRAME = BEFORE_INDEX.length + BEFORE_ID.length + AFTER_ID.length + LINE_END.length;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_BREAKS = '\n' * ONES;

    private final Iterator<? extends Document> documents;

    /** Of the present document, in order; the second, the fourth and the sixth are its own. */
    private final byte[][] parts = {BEFORE_INDEX, null, BEFORE_ID, null, AFTER_ID, null, LINE_END};

    private int part = parts.length;
    private int offset;
    private String indexName = "";
    private byte[] index = {};

    BulkBody(List<? extends Document> documents) {
        this.documents = documents.iterator();
    }

    /** How long it is, in bytes. */
    static long length(List<? extends Document> documents) {
        long length = 0;
        for (var document : documents) {
            length += FRAME + document.index().length() + document.id().length + document.value().length;
        }
        return length;
    }

    /** Reads on; returns how many bytes: fewer than there is room for at its end only. */
    int read(byte[] into) {
        int position = 0;
        while (position < into.length && (part < parts.length || enterNext())) {
            byte[] from = parts[part];
            int count = Math.min(from.length - offset, into.length - position);
            System.arraycopy(from, offset, into, position, count);
            position += count;
            offset += count;
            if (offset == from.length) {
                part++;
                offset = 0;
            }
        }
        return position;
    }

    private boolean enterNext() {
        if (!documents.hasNext()) {
            return false;
        }
        var document = documents.next();
        if (!document.index().equals(indexName)) { // most have the same as their neighbour
            indexName = document.index();
            index = ascii(indexName);
        }
        parts[1] = index;
        parts[3] = document.id();
        parts[5] = onOneLine(document.value());
        part = 0;
        return true;
    }

    private static byte[] onOneLine(byte[] json) {
        if (!hasLineBreak(json)) {
            return json;
        }
        var line = json.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n') {
                line[i] = ' ';
            }
        }
        return line;
    }

    /** Almost never, so that it is looked for a word at a time. */
    private static boolean hasLineBreak(byte[] json) {
        int i = 0;
        for (; i + Long.BYTES <= json.length; i += Long.BYTES) {
            // a byte that is zero in here is a line break in there
            long word = (long) WORD.get(json, i) ^ LINE_BREAKS;
            if (((word - ONES) & ~word & HIGH_BITS) != 0) {
                return true;
            }
        }
        for (; i < json.length; i++) {
            if (json[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
