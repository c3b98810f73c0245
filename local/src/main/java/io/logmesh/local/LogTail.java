package io.logmesh.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file. */
final class LogTail {

    /** Of a file whose lines are longer than this, fewer lines are shown. */
    private static final int MAX_BYTES = 16 * 1024;

    private LogTail() {}

    /** The last {@code count} lines of the file, or fewer where it has no more; none where it can't be read. */
    static List<String> lastLines(Path log, int count) {
        try (var channel = FileChannel.open(log)) {
            long from = Math.max(0, channel.size() - MAX_BYTES);
            var tail = ByteBuffer.allocate(MAX_BYTES);
            while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {}
            var lines = new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException _) {
            return List.of();
        }
    }
}
