package io.logmesh.archiver.archive;

import java.io.IOException;
import java.util.zip.CRC32C;

/** The object in the making for one folder within a range, as compressed lines of JSON. */
final class OpenFile {

    private final Folder folder;
    private final Compressor compressor;
    private final Chunks text = new Chunks();
    private final SpooledBytes compressed;
    private final CRC32C checksum = new CRC32C();
    private long records;
    private long bytes;
    private long oldest = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;
    private long event;

    OpenFile(Folder folder, Compressor compressor, Spool spool) {
        this.folder = folder;
        this.compressor = compressor;
        compressed = spool.newContent();
    }

    Folder folder() {
        return folder;
    }

    long records() {
        return records;
    }

    void add(long ingestTs, long eventTs, byte[] value) {
        text.appendLine(value);
        checksum.update(value);
        records++;
        bytes += value.length;
        event = ingestTs < oldest ? eventTs : event;
        oldest = Math.min(oldest, ingestTs);
        newest = Math.max(newest, ingestTs);
        if (text.size() >= compressor.pieceSize()) {
            compress();
            text.clear();
        }
    }

    /** What has been compressed; at most a piece of text is not in it. */
    long compressedSize() {
        return compressed.size();
    }

    /** The bytes of heap that it takes. */
    long held() {
        return text.held() + compressed.held();
    }

    /**
     * Takes as little of the heap as it can: the text is compressed in a smaller piece than it would be, and all of it goes
     * to disk where there is room. The records that come out of the object are the same.
     */
    void shrink() throws IOException {
        compressRest();
        compressed.spill();
    }

    /** The same, even where the disk has no room by its limit. */
    void shrinkBeyondLimit() throws IOException {
        compressRest();
        compressed.spillBeyondLimit();
    }

    ArchiveObject close(Range range, Recipe recipe) {
        compressRest();
        var tally = new Tally(records, bytes, (int) checksum.getValue(), oldest, newest, event);
        var key = recipe.key(folder.path(), range);
        return new ArchiveObject(key, folder.source(), range, recipe.encoding(), tally, compressed);
    }

    void discard() {
        text.release();
        compressed.discard();
    }

    private void compressRest() {
        if (text.size() > 0) {
            compress();
        }
        text.release();
    }

    private void compress() {
        compressor.compress(text, compressed.end());
    }
}
