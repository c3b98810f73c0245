package io.logmesh.archiver.parquet;

import io.logmesh.archiver.archive.ObjectContent;
import java.io.IOException;
import java.io.InputStream;

/** Reads an object's content from its beginning. */
final class ContentStream extends InputStream {

    private final ObjectContent content;
    private long position;

    ContentStream(ObjectContent content) {
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, content.size() - position);
        if (wanted <= 0) {
            return length == 0 ? 0 : -1;
        }
        int at = offset;
        for (var piece : content.read(position, wanted)) {
            int size = piece.remaining();
            piece.get(target, at, size);
            at += size;
        }
        position += wanted;
        return wanted;
    }
}
