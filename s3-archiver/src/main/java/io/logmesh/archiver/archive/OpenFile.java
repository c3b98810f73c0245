package io.logmesh.archiver.archive;

/** The object in the making for one source and one hour within a range. */
final class OpenFile {

    /** How much text makes one gzip member: large enough that compressing it alone costs about 2% in size. */
    static final int MEMBER = 256 * 1024;

    private final String source;
    private final Hour hour;
    private final Chunks text = new Chunks();
    private final Chunks compressed = new Chunks();
    private long records;
    private long bytes;
    private long oldest = Long.MAX_VALUE;

    OpenFile(String source, Hour hour) {
        this.source = source;
        this.hour = hour;
    }

    boolean holds(String source, long ingestTs) {
        return hour.contains(ingestTs) && this.source.equals(source);
    }

    void add(long ingestTs, byte[] value, Gzip gzip) {
        text.appendLine(value);
        records++;
        bytes += value.length;
        oldest = Math.min(oldest, ingestTs);
        if (text.size() >= MEMBER) {
            compress(gzip);
        }
    }

    long compressedSize() {
        return compressed.size();
    }

    long held() {
        return text.held() + compressed.held();
    }

    ArchiveObject close(Range range, String prefix, Gzip gzip) {
        if (text.size() > 0) {
            compress(gzip);
        }
        var key = ObjectKey.of(prefix, source, hour, range);
        return new ArchiveObject(key, source, range, records, bytes, oldest, compressed.size(), compressed.buffers());
    }

    private void compress(Gzip gzip) {
        gzip.compress(text, compressed);
        text.clear();
    }
}
