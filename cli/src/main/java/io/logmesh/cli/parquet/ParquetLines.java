package io.logmesh.cli.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** The rows of a Parquet file, each as a line of JSON. Parquet is read from its end, so the file is fetched first. */
public final class ParquetLines extends InputStream {

    private final Path file;
    private final ParquetFileReader reader;
    private final MessageType schema;
    private final RowText text = new RowText();
    private RecordReader<Group> rows;
    private long rowsLeft;
    private byte[] line = {};
    private int position;

    private ParquetLines(Path file) throws IOException {
        this.file = file;
        var options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdCodecs())
                .build();
        reader = new ParquetFileReader(new LocalInputFile(file), options);
        schema = reader.getFooter().getFileMetaData().getSchema();
    }

    /** Fetches {@code content} and closes it. */
    public static InputStream of(InputStream content) throws IOException {
        var file = Files.createTempFile("logmesh-", ".parquet");
        try (content) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            return new ParquetLines(file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e instanceof IOException io ? io : new IOException("no Parquet that can be read", e);
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == line.length && !nextLine()) {
            return -1;
        }
        int size = Math.min(length, line.length - position);
        System.arraycopy(line, position, target, offset, size);
        position += size;
        return size;
    }

    private boolean nextLine() throws IOException {
        while (rowsLeft == 0) {
            var group = reader.readNextRowGroup();
            if (group == null) {
                return false;
            }
            rowsLeft = group.getRowCount();
            rows = new ColumnIOFactory().getColumnIO(schema).getRecordReader(group, new GroupRecordConverter(schema));
        }
        rowsLeft--;
        line = text.of(rows.read());
        position = 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        Files.deleteIfExists(file);
    }
}
