package io.logmesh.archiver.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The records received and not yet bound to a range: as many files as folders of the layout, and the refused ones. */
final class OpenRange {

    private final Recipe recipe;
    private final Surroundings around;
    private final Compressor compressor;
    private final List<OpenFile> files = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private OpenFile current;
    private long first = -1;
    private long last = -1;
    private long records;
    private long newest = Metadata.NOTHING;
    private long openedAt;
    private long openedAtMillis;

    OpenRange(Recipe recipe, Surroundings around) {
        this.recipe = recipe;
        this.around = around;
        compressor = around.compressors().of(recipe.encoding());
    }

    void add(long offset, String source, long ingestTs, long eventTs, byte[] key, byte[] value) {
        cover(offset);
        if (current == null || !current.folder().holds(source, ingestTs, key)) {
            current = fileOf(source, ingestTs, key);
        }
        current.add(ingestTs, eventTs, value);
        newest = Math.max(newest, ingestTs);
    }

    void refuse(long offset, Refused record) {
        cover(offset);
        refused.add(record);
    }

    void skip(long offset) {
        cover(offset);
    }

    Recipe recipe() {
        return recipe;
    }

    boolean isEmpty() {
        return first < 0;
    }

    /** The offset of the first record. */
    long first() {
        return first;
    }

    /** The offset of the last record. */
    long last() {
        return last;
    }

    long records() {
        return records;
    }

    /** Those of them that are to be archived or refused. */
    long heldRecords() {
        return files.stream().mapToLong(OpenFile::records).sum() + refused.size();
    }

    /** The latest ingest time, or {@link Metadata#NOTHING}. */
    long newest() {
        return newest;
    }

    /** When the first record was received, in nanoseconds of the loop's clock. */
    long openedAt() {
        return openedAt;
    }

    /** The same on the wall clock, in milliseconds since the epoch. */
    long openedAtMillis() {
        return openedAtMillis;
    }

    /** What has been compressed; at most a piece of text for each file is not in it. */
    long compressedSize() {
        return files.stream().mapToLong(OpenFile::compressedSize).sum();
    }

    /** The bytes of heap that it takes. */
    long held() {
        return files.stream().mapToLong(OpenFile::held).sum()
                + refused.stream().mapToLong(Refused::held).sum();
    }

    void shrink() throws IOException {
        for (var file : files) {
            file.shrink();
        }
    }

    /** The same, even where the disk has no room by its limit. */
    void shrinkBeyondLimit() throws IOException {
        for (var file : files) {
            file.shrinkBeyondLimit();
        }
    }

    int files() {
        return files.size();
    }

    void discard() {
        files.forEach(OpenFile::discard);
    }

    ClosedRange close(Range range, Metadata.Intent intent) {
        var objects = files.stream().map(file -> file.close(range, recipe)).toList();
        boolean whole = first == range.first() && last == range.last();
        return new ClosedRange(range, intent, objects, List.copyOf(refused), whole, openedAt);
    }

    private void cover(long offset) {
        if (first < 0) {
            first = offset;
            openedAt = around.loop().nanoTime();
            openedAtMillis = around.loop().currentTimeMillis();
        }
        last = offset;
        records++;
    }

    private OpenFile fileOf(String source, long ingestTs, byte[] key) {
        for (var file : files) {
            if (file.folder().holds(source, ingestTs, key)) {
                return file;
            }
        }
        var file = new OpenFile(Folder.of(recipe.layout(), source, ingestTs, key), compressor, around.spool());
        files.add(file);
        return file;
    }
}
