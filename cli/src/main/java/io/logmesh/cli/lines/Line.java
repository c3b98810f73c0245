package io.logmesh.cli.lines;

import io.logmesh.contract.json.JsonBuffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A line of input without its end.
 *
 * @param bytes the line, up to {@link #MAX} bytes of it
 * @param cut whether it was longer
 */
public record Line(byte[] bytes, boolean cut) {

    /** Of a longer line the rest is passed over, so that memory stays bounded. */
    public static final int MAX = 8 << 20;

    /** The next line, or nothing at the end of input. The buffer is only there to be reused. */
    public static Optional<Line> read(ByteSource in, JsonBuffer buffer) throws IOException {
        buffer.clear();
        boolean cut = false;
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (buffer.length() < MAX) {
                buffer.append((byte) b);
            } else {
                cut = true;
            }
        }
        return Optional.of(new Line(withoutCarriageReturn(buffer.toByteArray()), cut));
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }

    public boolean isBlank() {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
