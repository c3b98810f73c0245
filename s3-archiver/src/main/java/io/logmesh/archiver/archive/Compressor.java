package io.logmesh.archiver.archive;

/** Compresses pieces of text, each into something that may stand behind what was made of the piece before. */
interface Compressor extends AutoCloseable {

    /** Somewhere to collect text until it has {@link #pieceSize}. */
    Piece newPiece();

    /** How much text to compress at once: enough that doing it piece by piece costs little in size. */
    int pieceSize();

    /** Appends what becomes of {@code piece}. */
    void compress(Piece piece, Chunks out);

    @Override
    void close();
}
