package io.logmesh.archiver.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads text line by line. */
final class Lines implements AutoCloseable {

    private static final int BUFFER = 256 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;

    Lines(InputStream in) {
        this.in = in;
    }

    /** The bytes of the next line, without its break. */
    Optional<byte[]> next() throws IOException {
        var begun = new ByteArrayOutputStream(0);
        while (true) {
            if (from == to && !fill()) {
                return begun.size() == 0 ? Optional.empty() : Optional.of(begun.toByteArray());
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            int start = from;
            from = Math.min(end + 1, to);
            if (end < to && begun.size() == 0) {
                return Optional.of(Arrays.copyOfRange(buffer, start, end));
            }
            begun.write(buffer, start, end - start);
            if (end < to) {
                return Optional.of(begun.toByteArray());
            }
        }
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer, 0, buffer.length));
        return to > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
