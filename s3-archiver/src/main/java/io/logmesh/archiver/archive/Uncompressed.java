package io.logmesh.archiver.archive;

/** Leaves text as it is. */
final class Uncompressed implements Compressor {

    private static final int PIECE = Chunks.CHUNK;

    @Override
    public int pieceSize() {
        return PIECE;
    }

    @Override
    public void compress(Chunks text, Chunks out) {
        text.forEach((piece, length) -> out.append(piece, 0, length));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
