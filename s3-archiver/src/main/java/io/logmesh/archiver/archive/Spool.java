package io.logmesh.archiver.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Disk for bytes that the heap has no room for. Nothing on it outlives the process. Safe for use by several threads.
 */
public final class Spool implements AutoCloseable {

    private final Optional<SpoolFolder> folder;
    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong files = new AtomicLong();

    private Spool(Optional<SpoolFolder> folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /**
     * At most {@code limit} bytes below {@code folder}, which is made where it is missing. 0 for no disk at all. Processes may
     * share the folder; each has a place in it of its own, and what those left that have ended is deleted.
     */
    public static Spool in(Path folder, long limit) throws IOException {
        return new Spool(limit > 0 ? Optional.of(SpoolFolder.takeIn(folder)) : Optional.empty(), limit);
    }

    /** Something to write to that keeps in the heap what the disk has no room for. */
    public SpooledBytes newContent() {
        return new SpooledBytes(this);
    }

    /** Lets another process have the place; nothing may be written from here on. */
    @Override
    public void close() throws IOException {
        if (folder.isPresent()) {
            folder.get().close();
        }
    }

    boolean hasRoom(long bytes) {
        return used.get() + bytes <= limit;
    }

    /** Whether there is a disk at all, however full. */
    boolean exists() {
        return folder.isPresent();
    }

    /** The bytes on disk. */
    long used() {
        return used.get();
    }

    /** One that is not there yet; only where the spool {@linkplain #exists exists} can it be written. */
    SpoolFile newFile() {
        long number = files.getAndIncrement();
        return new SpoolFile(this, folder.map(place -> place.file(number)).orElse(Path.of("no-spool")));
    }

    void grew(long bytes) {
        var _ = used.addAndGet(bytes);
    }
}
