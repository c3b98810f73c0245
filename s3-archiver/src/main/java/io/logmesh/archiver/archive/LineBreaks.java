package io.logmesh.archiver.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** JSON strings hold no raw line breaks, so one that is there is white space between tokens. */
final class LineBreaks {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long NEWLINES = ONES * '\n';
    private static final long RETURNS = ONES * '\r';

    private LineBreaks() {}

    /** Makes each line break a space. Nearly all text has none, so eight bytes are looked at together. */
    static void flatten(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONG.get(bytes, at);
            if (((zeros(eight ^ NEWLINES) | zeros(eight ^ RETURNS)) & HIGH_BITS) != 0) {
                flattenEach(bytes, at, at + Long.BYTES);
            }
        }
        flattenEach(bytes, at, to);
    }

    /** The highest bit of a byte is set where it is zero, and nowhere else unless one is. */
    private static long zeros(long bytes) {
        return (bytes - ONES) & ~bytes;
    }

    private static void flattenEach(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                bytes[i] = ' ';
            }
        }
    }
}
