package io.logmesh.cli.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Unpacks zstd, which is all that the archive uses. Parquet's own is wrapped in classes of Hadoop. */
final class ZstdCodecs implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        throw new UnsupportedOperationException("nothing is written here");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        if (name != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("only zstd can be read, not " + name);
        }
        return new BytesInputDecompressor() {
            @Override
            public BytesInput decompress(BytesInput page, int size) throws IOException {
                var packed = new ByteArrayOutputStream(Math.toIntExact(page.size()));
                page.writeAllTo(packed);
                return BytesInput.from(Zstd.decompress(packed.toByteArray(), size));
            }

            @Override
            public void decompress(ByteBuffer page, int pageSize, ByteBuffer out, int size) {
                throw new UnsupportedOperationException("pages are read from the heap");
            }

            @Override
            public void release() {
                // holds nothing
            }
        };
    }

    @Override
    public void release() {
        // holds nothing
    }
}
