package io.logmesh.archiver.archive;

import com.github.luben.zstd.ZstdCompressCtx;

/** Makes zstd frames (RFC 8878), each with its length and checksum; readers take several for one text. */
final class Zstd implements Compressor {

    /** It finds repetition all over that, so grouping the lines by stream would save nothing. */
    static final int FRAME = 1024 * 1024;

    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private byte[] text = {};
    private byte[] frame = {};

    /** {@code level} is from 1, fastest, to 19, smallest. */
    Zstd(int level) {
        context.setLevel(level);
        context.setChecksum(true);
    }

    @Override
    public Piece newPiece() {
        return new Piece(false);
    }

    @Override
    public int pieceSize() {
        return FRAME;
    }

    @Override
    public void compress(Piece piece, Chunks out) {
        int length = (int) piece.size();
        text = piece.copyTo(text);
        int bound = (int) com.github.luben.zstd.Zstd.compressBound(length);
        if (frame.length < bound) {
            frame = new byte[bound];
        }
        int made = context.compressByteArray(frame, 0, frame.length, text, 0, length);
        out.append(frame, 0, made);
    }

    @Override
    public void close() {
        context.close();
    }
}
