package io.logmesh.contract;

import java.nio.charset.StandardCharsets;

/**
 * The id of a document in an index that several sources share: {@code <record's id>:<source>}. A record and its copies have
 * one id, and so has a marker: by that alone, the one of two sources would stand there, and the other be taken for it. The
 * record's id comes first, so that these sort by time, too.
 */
public final class SharedIndexId {

    private static final char SEPARATOR = ':';

    private SharedIndexId() {}

    /**
     * The document's id; as long as the two together, and one byte.
     *
     * @param recordId in ASCII
     * @param source a valid name of a source
     */
    public static byte[] of(byte[] recordId, String source) {
        var id = new byte[recordId.length + 1 + source.length()];
        System.arraycopy(recordId, 0, id, 0, recordId.length);
        id[recordId.length] = SEPARATOR;
        var name = source.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, id, recordId.length + 1, name.length);
        return id;
    }

    /** The id of that source's record; the document's own where it is none of {@link #of}, as in indices of one source. */
    public static String recordId(String documentId, String source) {
        var end = SEPARATOR + source;
        return documentId.endsWith(end) ? documentId.substring(0, documentId.length() - end.length()) : documentId;
    }
}
