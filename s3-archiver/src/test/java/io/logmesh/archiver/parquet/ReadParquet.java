package io.logmesh.archiver.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.logmesh.archiver.archive.ArchiveObject;
import io.logmesh.archiver.archive.Encoding;
import io.logmesh.archiver.archive.Partition;
import io.logmesh.archiver.archive.Range;
import io.logmesh.archiver.archive.Spool;
import io.logmesh.archiver.archive.Tally;
import io.logmesh.contract.archive.ArchiveColumn;
import io.logmesh.contract.archive.ArchiveFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file in memory, read by Parquet's own reader. */
final class ReadParquet implements AutoCloseable {

    private final ParquetFileReader reader;

    private ReadParquet(ParquetFileReader reader) {
        this.reader = reader;
    }

    static ReadParquet of(byte[] file) throws IOException {
        var options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .build();
        return new ReadParquet(new ParquetFileReader(new Bytes(file), options));
    }

    /** The file that becomes of collected lines. */
    static byte[] converted(Path spoolFolder, List<String> lines) throws IOException {
        var spool = Spool.in(spoolFolder, 1 << 30);
        var content = spool.newContent();
        for (var line : lines) {
            var frame = Zstd.compress((line + '\n').getBytes(StandardCharsets.UTF_8));
            content.write(frame, 0, frame.length);
        }
        var object = new ArchiveObject(
                "key",
                "web",
                new Range(new Partition("t", 0), 0, 1),
                Encoding.of(ArchiveFormat.PARQUET),
                new Tally(lines.size(), 0, 0, 0, 0, 0),
                content);
        try (var conversion = new ParquetConversion(spool)) {
            var converted =
                    conversion.convert(object).toCompletableFuture().join().content();
            assertThat(converted.held()).as("it waits on disk").isZero();
            var bytes = new ByteArrayOutputStream();
            for (var piece : converted.read(0, (int) converted.size())) {
                var copy = new byte[piece.remaining()];
                piece.get(copy);
                bytes.writeBytes(copy);
            }
            return bytes.toByteArray();
        }
    }

    List<Group> rows() throws IOException {
        var schema = reader.getFooter().getFileMetaData().getSchema();
        var rows = new ArrayList<Group>();
        for (var group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
            var records =
                    new ColumnIOFactory().getColumnIO(schema).getRecordReader(group, new GroupRecordConverter(schema));
            for (long row = 0; row < group.getRowCount(); row++) {
                rows.add(records.read());
            }
        }
        return rows;
    }

    /** In the first row group. */
    ColumnChunkMetaData column(ArchiveColumn column) {
        return reader.getFooter().getBlocks().getFirst().getColumns().stream()
                .filter(chunk -> chunk.getPath().toDotString().equals(column.column()))
                .findFirst()
                .orElseThrow();
    }

    int pages(ColumnChunkMetaData column) throws IOException {
        return reader.readOffsetIndex(column).getPageCount();
    }

    static Map<String, String> map(Group row, String column) {
        var entries = row.getGroup(column, 0);
        var map = new HashMap<String, String>();
        for (int i = 0; i < entries.getFieldRepetitionCount("key_value"); i++) {
            var entry = entries.getGroup("key_value", i);
            map.put(entry.getString("key", 0), entry.getString("value", 0));
        }
        return map;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private record Bytes(byte[] file) implements InputFile {

        @Override
        public long getLength() {
            return file.length;
        }

        @Override
        public SeekableInputStream newStream() {
            return new Stream(new Position(file));
        }
    }

    private static final class Position extends ByteArrayInputStream {

        Position(byte[] bytes) {
            super(bytes);
        }

        synchronized int position() {
            return pos;
        }

        synchronized void position(int position) {
            pos = position;
        }
    }

    private static final class Stream extends DelegatingSeekableInputStream {

        private final Position in;

        Stream(Position in) {
            super(in);
            this.in = in;
        }

        @Override
        public long getPos() {
            return in.position();
        }

        @Override
        public void seek(long position) {
            in.position((int) position);
        }
    }

    /** Parquet's own zstd is wrapped in classes of Hadoop. */
    private static final class Codecs implements CompressionCodecFactory {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName name) {
            throw new UnsupportedOperationException("only reads");
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput bytes, int size) throws IOException {
                    var packed = new ByteArrayOutputStream();
                    bytes.writeAllTo(packed);
                    return BytesInput.from(Zstd.decompress(packed.toByteArray(), size));
                }

                @Override
                public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) {
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
}
