package io.logmesh.archiver.archive;

/**
 * How to archive.
 *
 * @param prefix what all keys of new ranges begin with; may be empty
 * @param gzipLevel from 1, fastest, to 9, smallest
 * @param backoff between the attempts to store, commit or write a dead letter
 */
public record ArchiveSettings(String prefix, Rotation rotation, int gzipLevel, Backoff backoff) {

    public ArchiveSettings {
        Intent.requirePrefix(prefix);
        if (gzipLevel < 1 || gzipLevel > 9) {
            throw new IllegalArgumentException("a gzip level is from 1 to 9, not " + gzipLevel);
        }
    }
}
