package io.logmesh.bench;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The baseline of the archiver: consumes a topic and compresses its values, one a line, into nothing. */
final class CompressionLoop {

    /** Compresses the first {@code length} bytes of {@code text}, and forgets what comes out. */
    private interface Compression {
        void compress(byte[] text, int length);
    }

    /** As much text at once as the archiver takes for each format. */
    private static final Map<String, Integer> PIECE = Map.of("json.gz", 1024 * 1024, "json.zst", 1024 * 1024);

    private final int piece;
    private final Compression compression;
    private final byte[] text;
    private int length;

    private CompressionLoop(String format, int level) {
        piece = PIECE.get(format);
        text = new byte[2 * piece];
        compression = format.equals("json.gz") ? gzip(level) : zstd(level);
    }

    /** Runs until it is terminated. Arguments: bootstrap servers, group, topic, format, level. */
    public static void main(String[] args) throws IOException {
        var loop = new CompressionLoop(args[3], Integer.parseInt(args[4]));
        ConsumingLoop.run(args[0], args[1], args[2], loop::add);
    }

    private void add(byte[] value) {
        System.arraycopy(value, 0, text, length, value.length);
        length += value.length;
        text[length++] = '\n';
        if (length >= piece) {
            compression.compress(text, length);
            length = 0;
        }
    }

    private static Compression gzip(int level) {
        var deflater = new Deflater(level, true);
        var crc = new CRC32();
        var nothing = new byte[256 * 1024];
        return (text, length) -> {
            crc.reset();
            crc.update(text, 0, length);
            deflater.reset();
            deflater.setInput(text, 0, length);
            deflater.finish();
            while (!deflater.finished()) {
                int _ = deflater.deflate(nothing);
            }
        };
    }

    private static Compression zstd(int level) {
        var context = new ZstdCompressCtx().setLevel(level).setChecksum(true);
        var nothing = new byte[(int) Zstd.compressBound(2 * PIECE.get("json.zst"))];
        return (text, length) -> {
            int _ = context.compressByteArray(nothing, 0, nothing.length, text, 0, length);
        };
    }
}
