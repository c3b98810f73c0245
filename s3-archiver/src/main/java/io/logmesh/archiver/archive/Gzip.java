package io.logmesh.archiver.archive;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Makes gzip members (RFC 1952). A file is many members one behind another, which every gzip reader takes for one text; so
 * a file needs no compressor of its own, which would cost 256 KiB outside the heap. Members carry no time and no name: the
 * same text gives the same bytes.
 */
final class Gzip implements Compressor {

    /** So much that each of fifty streams has 20 KiB in it; gzip finds no repetition over more than 32. */
    static final int MEMBER = 1024 * 1024;

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final Deflater deflater;
    private final CRC32 crc = new CRC32();
    private byte[] text = {};

    /** {@code level} is from 1, fastest, to 9, smallest. */
    Gzip(int level) {
        deflater = new Deflater(level, true);
    }

    @Override
    public Piece newPiece() {
        return new Piece(true);
    }

    @Override
    public int pieceSize() {
        return MEMBER;
    }

    @Override
    public void compress(Piece piece, Chunks out) {
        int length = (int) piece.size();
        text = piece.copyTo(text);
        crc.reset();
        crc.update(text, 0, length);
        deflater.reset();
        deflater.setInput(text, 0, length);
        deflater.finish();
        out.append(HEADER, 0, HEADER.length);
        out.appendFrom(deflater);
        out.appendInt((int) crc.getValue());
        out.appendInt(length);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
