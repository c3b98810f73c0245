package io.logmesh.cli.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Reads a log file as it grows, line by line. A file that is replaced or cut short is read again from its
 * beginning. Memory is bounded: a line longer than {@link #MAX_LINE} bytes is handed over in pieces of that size.
 */
final class LogFollower {

    /** As long as a raw record may be; the rest of the record needs some room, too. */
    static final int MAX_LINE = 900_000;

    private final Path file;
    private final Consumer<String> lines;
    private final ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long position;
    private Object identity;

    /** Follows {@code file} from its beginning; it need not exist yet. */
    LogFollower(Path file, Consumer<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Hands over the lines that were finished since the last call. */
    void poll() throws IOException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.size() < position || !Objects.equals(identity, attributes.fileKey())) {
                startOver(attributes.fileKey());
            }
            if (attributes.size() > position) {
                read();
            }
        } catch (NoSuchFileException _) {
            // Not there yet, or between two files of a rotation: the next poll sees.
        }
    }

    private void startOver(Object newIdentity) {
        if (unfinished.size() > 0) {
            finishLine();
        }
        position = 0;
        identity = newIdentity;
    }

    private void read() throws IOException {
        try (var channel = FileChannel.open(file)) {
            channel.position(position);
            while (channel.read(chunk.clear()) > 0) {
                position += chunk.position();
                chunk.flip();
                while (chunk.hasRemaining()) {
                    take(chunk.get());
                }
            }
        }
    }

    private void take(byte b) {
        if (b == '\n') {
            finishLine();
        } else {
            unfinished.write(b);
            if (unfinished.size() == MAX_LINE) {
                finishLine();
            }
        }
    }

    private void finishLine() {
        var line = unfinished.toString(StandardCharsets.UTF_8);
        unfinished.reset();
        lines.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
}
