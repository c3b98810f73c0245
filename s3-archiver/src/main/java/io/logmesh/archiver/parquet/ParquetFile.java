package io.logmesh.archiver.parquet;

import io.logmesh.archiver.archive.SpooledBytes;
import java.io.IOException;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * Writes rows into one Parquet file, with statistics, a page index and page checksums. It does what Parquet's own {@code
 * ParquetWriter} does, which can't be made without Hadoop's configuration classes. The same rows give the same bytes.
 */
final class ParquetFile implements AutoCloseable {

    /** Bytes of compressed pages that make a row group: some 300 MiB of log records, held until it is written. */
    static final long ROW_GROUP = 32L << 20;

    private static final int CHECK_SIZE_EVERY = 1_000;
    private static final int LONGEST_BOUND = 64;
    private static final int NO_PADDING = 0;

    private final ParquetProperties properties =
            ParquetProperties.builder().withPageWriteChecksumEnabled(true).build();
    private final RowReader reader = new RowReader();
    private final ZstdPages compressor;
    private final ParquetFileWriter file;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore columns;
    private RecordConsumer rows;
    private long rowsInGroup;

    @SuppressWarnings("deprecation") // the others can't be compiled against without Hadoop
    ParquetFile(SpooledBytes content, int level) throws IOException {
        compressor = new ZstdPages(level);
        file = new ParquetFileWriter(
                new SpoolOutput(content), RecordSchema.TYPE, ParquetFileWriter.Mode.CREATE, ROW_GROUP, NO_PADDING);
        file.start();
        beginGroup();
    }

    void add(byte[] line) throws IOException {
        reader.read(line).writeTo(rows);
        rowsInGroup++;
        if (rowsInGroup % CHECK_SIZE_EVERY == 0 && columns.getBufferedSize() >= ROW_GROUP) {
            endGroup();
            beginGroup();
        }
    }

    void finish() throws IOException {
        endGroup();
        file.end(Map.of());
    }

    @Override
    public void close() {
        columns.close();
        pages.close();
        compressor.release();
    }

    private void beginGroup() {
        pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(_ -> compressor)
                .withSchema(RecordSchema.TYPE)
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withColumnIndexTruncateLength(LONGEST_BOUND)
                .withPageWriteChecksumEnabled(true)
                .withRowGroupOrdinal(0)
                .build();
        columns = properties.newColumnWriteStore(RecordSchema.TYPE, pages, pages);
        rows = new ColumnIOFactory().getColumnIO(RecordSchema.TYPE).getRecordWriter(columns);
        rowsInGroup = 0;
    }

    private void endGroup() throws IOException {
        rows.flush();
        if (rowsInGroup > 0) {
            file.startBlock(rowsInGroup);
            columns.flush();
            pages.flushToFileWriter(file);
            file.endBlock();
        }
        columns.close();
        pages.close();
    }
}
