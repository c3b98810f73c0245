package io.logmesh.archiver.archive;

/** Compresses pieces of text, each into something that may stand behind what was made of the piece before. */
interface Compressor extends AutoCloseable {

    /** How much text to compress at once: enough that doing it piece by piece costs little in size. */
    int pieceSize();

    /** Appends what becomes of {@code text}. */
    void compress(Chunks text, Chunks out);

    @Override
    void close();
}
