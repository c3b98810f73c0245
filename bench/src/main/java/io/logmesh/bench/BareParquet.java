package io.logmesh.bench;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import com.github.luben.zstd.Zstd;
import io.logmesh.contract.archive.ArchiveColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Parquet's own writing of columns, pages and row groups, whose groups are dropped when they are full. */
final class BareParquet {

    static final String ENTRIES = "key_value";
    static final String KEY = "key";
    static final String VALUE = "value";

    static final MessageType TYPE = new MessageType(
            "record",
            Arrays.stream(ArchiveColumn.values()).map(BareParquet::type).toList());

    private static final long ROW_GROUP = 32L << 20;
    private static final int CHECK_SIZE_EVERY = 1_000;
    private static final int LONGEST_BOUND = 64;

    /** Compresses pages. */
    private record Pages(int level) implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            var plain = new ByteArrayOutputStream(Math.toIntExact(page.size()));
            page.writeAllTo(plain);
            return BytesInput.from(Zstd.compress(plain.toByteArray(), level));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            // holds nothing
        }
    }

    private final ParquetProperties properties =
            ParquetProperties.builder().withPageWriteChecksumEnabled(true).build();
    private final Pages compressor;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore columns;
    private RecordConsumer rows;
    private long count;

    BareParquet(int level) {
        compressor = new Pages(level);
        beginGroup();
    }

    void write(Consumer<RecordConsumer> row) {
        row.accept(rows);
        count++;
        if (count % CHECK_SIZE_EVERY == 0 && columns.getBufferedSize() >= ROW_GROUP) {
            rows.flush();
            columns.flush();
            columns.close();
            pages.close();
            beginGroup();
        }
    }

    private void beginGroup() {
        pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(_ -> compressor)
                .withSchema(TYPE)
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withColumnIndexTruncateLength(LONGEST_BOUND)
                .withPageWriteChecksumEnabled(true)
                .withRowGroupOrdinal(0)
                .build();
        columns = properties.newColumnWriteStore(TYPE, pages, pages);
        rows = new ColumnIOFactory().getColumnIO(TYPE).getRecordWriter(columns);
    }

    private static Type type(ArchiveColumn column) {
        return switch (column.type()) {
            case TEXT -> Types.optional(BINARY).as(stringType()).named(column.column());
            case TIME ->
                Types.optional(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(column.column());
            case BOOLEAN -> Types.optional(BOOLEAN).named(column.column());
            case MAP ->
                Types.optionalMap()
                        .key(Types.required(BINARY).as(stringType()).named(KEY))
                        .value(Types.optional(BINARY).as(stringType()).named(VALUE))
                        .named(column.column());
        };
    }
}
