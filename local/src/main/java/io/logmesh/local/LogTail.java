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
    private static final int MAX_BYTES = 256 * 1024;

    /** What is shown of a log that tells of no trouble. */
    private static final int HARMLESS_LINES = 3;

    private LogTail() {}

    /**
     * Why its writer may have ended: the last warnings and errors, and lines that are no JSON, at most {@code count} of them;
     * where there are none, its last lines.
     */
    static List<String> trouble(Path log, int count) {
        var lines = lastLines(log, Integer.MAX_VALUE).stream().map(LogLine::of).toList();
        var trouble = lines.stream().filter(LogLine::isTrouble).toList();
        var shown = trouble.isEmpty() ? last(lines, HARMLESS_LINES) : last(trouble, count);
        return shown.stream().map(LogLine::text).toList();
    }

    private static <T> List<T> last(List<T> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /** The last {@code count} lines of the file, or fewer where it has no more; none where it can't be read. */
    static List<String> lastLines(Path log, int count) {
        try (var channel = FileChannel.open(log)) {
            long from = Math.max(0, channel.size() - MAX_BYTES);
            var tail = ByteBuffer.allocate(MAX_BYTES);
            while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {}
            var lines = new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(from > 0 ? 1 : 0) // most likely cut
                    .toList();
            return last(lines, count);
        } catch (IOException _) {
            return List.of();
        }
    }
}
