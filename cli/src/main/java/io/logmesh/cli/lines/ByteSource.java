package io.logmesh.cli.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A buffered input that can be looked into and stepped back in, without the lock of the JDK's own. */
public final class ByteSource {

    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int position;
    private int limit;

    public ByteSource(InputStream in) {
        this.in = in;
    }

    /** The next byte, or -1 at the end. */
    public int read() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        return buffer[position++] & 0xff;
    }

    /** Gives back the byte that was read last. */
    public void unread() {
        position--;
    }

    /** The first line as far as it fits the buffer, without consuming it; to be asked before anything was read. */
    public byte[] peekLine() throws IOException {
        int end = 0;
        while (end < buffer.length) {
            if (end == limit) {
                int more = in.read(buffer, limit, buffer.length - limit);
                if (more <= 0) {
                    break;
                }
                limit += more;
            }
            if (buffer[end++] == '\n') {
                break;
            }
        }
        return Arrays.copyOf(buffer, end);
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
