package io.logmesh.archiver.archive;

import io.logmesh.contract.archive.LayoutVariable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The records received and not yet bound to a range: as many files as folders of the layout, and the refused ones. */
final class OpenRange {

    private final Recipe recipe;
    private final Surroundings around;
    private final Compressor compressor;
    private final boolean byNamespace;

    /** In the order in which they were begun. */
    private final Map<Folder.Place, OpenFile> files = new LinkedHashMap<>();

    private final List<Refused> refused = new ArrayList<>();
    private OpenFile current;
    private long first = -1;
    private long last = -1;
    private long refusedHeld;
    private long records;
    private long newest = Metadata.NOTHING;
    private long openedAt;
    private long openedAtMillis;

    OpenRange(Recipe recipe, Surroundings around) {
        this.recipe = recipe;
        this.around = around;
        byNamespace = recipe.layout().has(LayoutVariable.NAMESPACE);
        compressor = around.compressors().of(recipe.encoding());
    }

    void add(long offset, String source, long ingestTs, long eventTs, byte[] key, byte[] value) {
        cover(offset);
        var namespace = byNamespace ? Folder.namespace(key) : Folder.NO_NAMESPACE;
        if (current == null || !current.folder().holds(source, ingestTs, namespace)) {
            current = fileOf(source, ingestTs, namespace);
        }
        current.add(ingestTs, eventTs, key, value);
        newest = Math.max(newest, ingestTs);
    }

    void refuse(long offset, Refused record) {
        cover(offset);
        refused.add(record);
        refusedHeld += record.held();
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
        return files.values().stream().mapToLong(OpenFile::records).sum() + refused.size();
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

    /** What has been compressed, at most a piece of text for each file is not in it, and the records that are refused. */
    long size() {
        return files.values().stream().mapToLong(OpenFile::compressedSize).sum() + refusedHeld;
    }

    /** The bytes of heap that it takes. */
    long held() {
        return files.values().stream().mapToLong(OpenFile::held).sum() + refusedHeld;
    }

    void shrink() throws IOException {
        for (var file : files.values()) {
            file.shrink();
        }
    }

    /** The same, even where the disk has no room by its limit. */
    void shrinkBeyondLimit() throws IOException {
        for (var file : files.values()) {
            file.shrinkBeyondLimit();
        }
    }

    int files() {
        return files.size();
    }

    void discard() {
        files.values().forEach(OpenFile::discard);
    }

    ClosedRange close(Range range, Metadata.Intent intent) {
        var objects =
                files.values().stream().map(file -> file.close(range, recipe)).toList();
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

    private OpenFile fileOf(String source, long ingestTs, String namespace) {
        var place = Folder.place(recipe.layout(), source, ingestTs, namespace);
        return files.computeIfAbsent(
                place,
                _ -> new OpenFile(Folder.of(recipe.layout(), source, ingestTs, namespace), compressor, around.spool()));
    }
}
