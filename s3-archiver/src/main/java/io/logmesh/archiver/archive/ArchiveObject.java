package io.logmesh.archiver.archive;

/** An object ready to be stored. */
public record ArchiveObject(
        String key, String source, Range range, Encoding encoding, Tally tally, ObjectContent content) {

    /** The same records in another form. */
    public ArchiveObject withContent(ObjectContent newContent) {
        return new ArchiveObject(key, source, range, encoding, tally, newContent);
    }

    /**
     * The same under the name that it gets where its own is taken by other records: their checksum stands behind the
     * offsets, so that it too depends on nothing but the range.
     */
    ArchiveObject renamed() {
        var end = '.' + encoding.format().extension();
        var name = key.substring(0, key.length() - end.length()) + '-' + tally.checksumText() + end;
        return new ArchiveObject(name, source, range, encoding, tally, content);
    }
}
