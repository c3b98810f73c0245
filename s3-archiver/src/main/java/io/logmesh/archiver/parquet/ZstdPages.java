package io.logmesh.archiver.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages. Parquet's own zstd is wrapped in classes of Hadoop. */
final class ZstdPages implements BytesInputCompressor {

    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private byte[] compressed = {};

    ZstdPages(int level) {
        context.setLevel(level);
    }

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        var copy = new ByteArrayOutputStream(Math.toIntExact(page.size()));
        page.writeAllTo(copy);
        var plain = copy.toByteArray();
        int bound = (int) Zstd.compressBound(plain.length);
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int size = context.compressByteArray(compressed, 0, compressed.length, plain, 0, plain.length);
        return BytesInput.from(Arrays.copyOf(compressed, size));
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        context.close();
    }
}
