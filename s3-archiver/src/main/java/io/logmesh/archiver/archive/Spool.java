package io.logmesh.archiver.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A folder for bytes that the heap has no room for. Nothing in it outlives the process: what is there at the start goes.
 * Safe for use by several threads.
 */
public final class Spool {

    private static final String SUFFIX = ".spool";

    private final Path folder;
    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong files = new AtomicLong();

    private Spool(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /** At most {@code limit} bytes in {@code folder}, which is made where it is missing. 0 for no disk at all. */
    public static Spool in(Path folder, long limit) throws IOException {
        if (limit > 0) {
            Files.createDirectories(folder);
            try (var left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                for (var file : left) {
                    Files.delete(file);
                }
            }
        }
        return new Spool(folder, limit);
    }

    /** Something to write to that keeps in the heap what the disk has no room for. */
    public SpooledBytes newContent() {
        return new SpooledBytes(this);
    }

    boolean hasRoom(long bytes) {
        return used.get() + bytes <= limit;
    }

    /** Whether there is a disk at all, however full. */
    boolean exists() {
        return limit > 0;
    }

    /** The bytes on disk. */
    long used() {
        return used.get();
    }

    SpoolFile newFile() {
        return new SpoolFile(this, folder.resolve(files.getAndIncrement() + SUFFIX));
    }

    void grew(long bytes) {
        var _ = used.addAndGet(bytes);
    }
}
