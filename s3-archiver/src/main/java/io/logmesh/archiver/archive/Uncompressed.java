package io.logmesh.archiver.archive;

/** Leaves text as it is. */
final class Uncompressed implements Compressor {

    private static final int PIECE = Chunks.CHUNK;

    private byte[] text = {};

    @Override
    public Piece newPiece() {
        return new Piece(false);
    }

    @Override
    public int pieceSize() {
        return PIECE;
    }

    @Override
    public void compress(Piece piece, Chunks out) {
        text = piece.copyTo(text);
        out.append(text, 0, (int) piece.size());
    }

    @Override
    public void close() {
        // holds nothing
    }
}
