package io.logmesh.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Keeps a second mesh out of a home. The operating system drops it with the process, however that ends. */
final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws MeshException where another mesh holds it */
    static HomeLock acquire(MeshHome home) throws IOException {
        Files.createDirectories(home.folder());
        var channel = FileChannel.open(
                home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            var holder = Files.readString(home.lockFile()).strip();
            channel.close();
            throw new MeshException(
                    "a mesh already runs in " + home.folder() + " (process " + holder + "): stop that one first");
        }
        var pid = Long.toString(ProcessHandle.current().pid());
        channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return new HomeLock(channel);
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // held by another mesh in this very process
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
