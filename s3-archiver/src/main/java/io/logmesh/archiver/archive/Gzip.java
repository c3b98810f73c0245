package io.logmesh.archiver.archive;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Makes gzip members (RFC 1952). A file is many members one behind another, which every gzip reader takes for one text; so
 * a file needs no compressor of its own, which would cost 256 KiB outside the heap. Members carry no time and no name: the
 * same text gives the same bytes.
 */
final class Gzip implements Compressor {

    /** Costs about 2% in size, since each member begins without knowing the text before it. */
    static final int MEMBER = 256 * 1024;

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final Deflater deflater;
    private final CRC32 crc = new CRC32();

    /** {@code level} is from 1, fastest, to 9, smallest. */
    Gzip(int level) {
        deflater = new Deflater(level, true);
    }

    @Override
    public int pieceSize() {
        return MEMBER;
    }

    @Override
    public void compress(Chunks text, Chunks out) {
        deflater.reset();
        crc.reset();
        for (byte b : HEADER) {
            out.append(b);
        }
        text.forEach((piece, length) -> {
            crc.update(piece, 0, length);
            deflater.setInput(piece, 0, length);
            out.appendFrom(deflater);
        });
        deflater.finish();
        out.appendFrom(deflater);
        out.appendInt((int) crc.getValue());
        out.appendInt((int) text.size());
    }

    @Override
    public void close() {
        deflater.end();
    }
}
