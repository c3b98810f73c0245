package io.logmesh.contract.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for bytes in an array, eight at a time: most of a log record is passed over in search of something rare. */
public final class ByteSearch {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private ByteSearch() {}

    /** Where {@code wanted} stands first from {@code from} on, or {@code to}. */
    public static int find(byte[] bytes, int from, int to, byte wanted) {
        return find(bytes, from, to, wanted, wanted);
    }

    /** Where the first of the two stands from {@code from} on, or {@code to}. */
    public static int find(byte[] bytes, int from, int to, byte one, byte other) {
        long ones = ONES * (one & 0xff);
        long others = ONES * (other & 0xff);
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) WORD.get(bytes, i);
            long found = zeros(word ^ ones) | zeros(word ^ others);
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (i < to && bytes[i] != one && bytes[i] != other) {
            i++;
        }
        return i;
    }

    /** Sets the high bit of each byte that is zero; above the lowest of these, a subtraction may have borrowed. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
