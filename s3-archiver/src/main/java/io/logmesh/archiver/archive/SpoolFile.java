package io.logmesh.archiver.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file of a {@link Spool}. It is opened for each use: a thousand open files of the archive must not be a thousand open
 * files of the process. Written and deleted on the loop's thread; read by any, also when it grows no more.
 */
final class SpoolFile {

    private final Spool spool;
    private final Path path;
    private long size;

    /** Whether the file may be there, be it with nothing in it that counts. */
    private boolean made;

    SpoolFile(Spool spool, Path path) {
        this.spool = spool;
        this.path = path;
    }

    long size() {
        return size;
    }

    /** Appends all of {@code bytes}, or nothing where it fails: then the next attempt writes over what came through. */
    void append(Chunks bytes) throws IOException {
        made = true;
        try (var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(size);
            bytes.forEach((piece, length) -> write(channel, ByteBuffer.wrap(piece, 0, length)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        spool.grew(bytes.size());
        size += bytes.size();
    }

    ByteBuffer read(long from, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, from + buffer.position()) < 0) {
                    throw new EOFException(path + " is shorter than what was written to it");
                }
            }
        }
        return buffer.flip().asReadOnlyBuffer();
    }

    /** Frees the disk; reading fails from then on. */
    void delete() {
        if (!made) {
            return;
        }
        made = false;
        spool.grew(-size);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete a file of the spool", e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
