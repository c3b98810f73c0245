package io.logmesh.archiver.archive;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.zip.Deflater;

/** Bytes that only grow, held in pieces of equal size: growing copies nothing, and the heap sees no large arrays. */
final class Chunks {

    static final int CHUNK = 16 * 1024;

    private static final byte[] NONE = {};

    private final List<byte[]> full = new ArrayList<>();
    private byte[] current = NONE;
    private int used;

    long size() {
        return (long) full.size() * CHUNK + used;
    }

    /** The bytes of heap held, which is what a memory budget must count. */
    long held() {
        return (long) full.size() * CHUNK + current.length;
    }

    /** Appends one line: the bytes with each raw line break made a space, and a newline. */
    void appendLine(byte[] bytes) {
        int from = 0;
        while (from < bytes.length) {
            int length = Math.min(room(), bytes.length - from);
            System.arraycopy(bytes, from, current, used, length);
            LineBreaks.flatten(current, used, used + length);
            used += length;
            from += length;
        }
        append((byte) '\n');
    }

    void append(byte b) {
        if (used == current.length) {
            grow();
        }
        current[used++] = b;
    }

    void append(byte[] bytes, int from, int length) {
        int end = from + length;
        while (from < end) {
            int fits = Math.min(room(), end - from);
            System.arraycopy(bytes, from, current, used, fits);
            used += fits;
            from += fits;
        }
    }

    /** Appends four bytes, the lowest first. */
    void appendInt(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            append((byte) (value >>> shift));
        }
    }

    /** Appends all that {@code deflater} makes of the input it was given. */
    void appendFrom(Deflater deflater) {
        int made;
        do {
            int room = room();
            made = deflater.deflate(current, used, room);
            used += made;
        } while (made > 0);
    }

    /** Hands out the content piece by piece: each is the first {@code length} bytes of an array. */
    void forEach(ObjIntConsumer<byte[]> piece) {
        full.forEach(chunk -> piece.accept(chunk, CHUNK));
        piece.accept(current, used);
    }

    /** Copies {@code length} bytes of the content to {@code target}. */
    void copy(long from, int length, byte[] target, int targetFrom) {
        int copied = 0;
        while (copied < length) {
            int index = (int) ((from + copied) / CHUNK);
            int start = (int) ((from + copied) % CHUNK);
            int fits = Math.min(CHUNK - start, length - copied);
            System.arraycopy(chunk(index), start, target, targetFrom + copied, fits);
            copied += fits;
        }
    }

    /** A part of the content, read-only and not copied. */
    List<ByteBuffer> read(long from, int length) {
        var buffers = new ArrayList<ByteBuffer>();
        long at = from;
        long end = from + length;
        while (at < end) {
            int index = (int) (at / CHUNK);
            int start = (int) (at % CHUNK);
            int fits = (int) Math.min(CHUNK - start, end - at);
            buffers.add(ByteBuffer.wrap(chunk(index), start, fits).slice().asReadOnlyBuffer());
            at += fits;
        }
        return buffers;
    }

    /** Forgets the content, and keeps one piece for what comes next. */
    void clear() {
        full.clear();
        used = 0;
    }

    /** Forgets the content, and lets go of all memory. */
    void release() {
        clear();
        current = NONE;
    }

    /** How much fits the current piece, which is a new one where the last was full. */
    private int room() {
        if (used == current.length) {
            grow();
        }
        return CHUNK - used;
    }

    private void grow() {
        if (used > 0) {
            full.add(current);
        }
        current = new byte[CHUNK];
        used = 0;
    }

    private byte[] chunk(int index) {
        return index < full.size() ? full.get(index) : current;
    }
}
