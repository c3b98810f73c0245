package io.logmesh.archiver.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The place of one process in a folder that several may share: the subfolder with the lowest number that no living process
 * holds. A lock tells, which goes with its process, however that ends.
 */
final class SpoolFolder implements AutoCloseable {

    private static final String SUFFIX = ".spool";
    private static final String LOCK = "lock";

    /** More processes on one machine are surely a folder on which locks do not work. */
    private static final int MOST = 1_000;

    private final Path path;
    private final FileChannel lock;

    private SpoolFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Takes the first place that is free, and clears all that are. */
    static SpoolFolder takeIn(Path folder) throws IOException {
        Files.createDirectories(folder);
        var taken = Optional.<SpoolFolder>empty();
        for (int number = 0; number < MOST; number++) {
            var place = folder.resolve(Integer.toString(number));
            if (taken.isPresent() && !Files.exists(place)) {
                return taken.get();
            }
            var free = lock(Files.createDirectories(place));
            if (free.isPresent() && taken.isEmpty()) {
                taken = free;
            } else if (free.isPresent()) {
                free.get().close();
            }
        }
        return taken.orElseThrow(() -> new IOException("spool.folder: no place in " + folder + " can be locked"));
    }

    Path file(long number) {
        return path.resolve(number + SUFFIX);
    }

    /** Deletes what is left, and lets go of the place. */
    @Override
    public void close() throws IOException {
        try (lock) {
            clear();
        }
    }

    /** Empty where another process holds it. */
    private static Optional<SpoolFolder> lock(Path place) throws IOException {
        var channel = FileChannel.open(place.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel).isEmpty()) {
            channel.close();
            return Optional.empty();
        }
        var taken = new SpoolFolder(place, channel);
        taken.clear();
        return Optional.of(taken);
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            return Optional.empty(); // held by this process itself
        }
    }

    private void clear() throws IOException {
        try (var left = Files.newDirectoryStream(path, "*" + SUFFIX)) {
            for (var file : left) {
                Files.deleteIfExists(file);
            }
        }
    }
}
