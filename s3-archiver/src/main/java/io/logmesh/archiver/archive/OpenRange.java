package io.logmesh.archiver.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The records received and not yet bound to a range: as many files as sources and hours, and the refused ones. */
final class OpenRange {

    private final Gzip gzip;
    private final LongSupplier clock;
    private final List<OpenFile> files = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private OpenFile current;
    private long first = -1;
    private long last = -1;
    private long openedAt;

    /** {@code clock} gives nanoseconds, see {@link Loop#nanoTime()}. */
    OpenRange(Gzip gzip, LongSupplier clock) {
        this.gzip = gzip;
        this.clock = clock;
    }

    void add(long offset, String source, long ingestTs, byte[] value) {
        cover(offset);
        if (current == null || !current.holds(source, ingestTs)) {
            current = fileOf(source, ingestTs);
        }
        current.add(ingestTs, value, gzip);
    }

    void refuse(long offset, Refused record) {
        cover(offset);
        refused.add(record);
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

    /** When the first record was received, in nanoseconds of the clock. */
    long openedAt() {
        return openedAt;
    }

    /** What the finished members weigh; at most a member's text for each file is not in it. */
    long compressedSize() {
        return files.stream().mapToLong(OpenFile::compressedSize).sum();
    }

    long held() {
        return files.stream().mapToLong(OpenFile::held).sum()
                + refused.stream().mapToLong(Refused::held).sum();
    }

    ClosedRange close(Range range, Intent intent) {
        var objects = files.stream()
                .map(file -> file.close(range, intent.prefix(), gzip))
                .toList();
        return new ClosedRange(range, intent, objects, List.copyOf(refused), openedAt);
    }

    private void cover(long offset) {
        if (first < 0) {
            first = offset;
            openedAt = clock.getAsLong();
        }
        last = offset;
    }

    private OpenFile fileOf(String source, long ingestTs) {
        for (var file : files) {
            if (file.holds(source, ingestTs)) {
                return file;
            }
        }
        var file = new OpenFile(source, Hour.of(ingestTs));
        files.add(file);
        return file;
    }
}
