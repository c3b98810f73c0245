package io.logmesh.bench;

import io.logmesh.bench.ArchiverRuns.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * The packaged archiver against a loop that consumes the same topic and compresses it at the same level into nothing. Both
 * are measured in records per second of CPU, which neither the broker nor the store on the same machine disturbs.
 */
final class ArchiverComparison implements Comparison {

    private static final int PARTITIONS = 4;
    private static final int RECORD_SIZE = 1024;

    /** What objects are made of, each at the level that the archiver takes by default. */
    enum Form {
        GZIP("json.gz", "4", "a loop that compresses into nothing"),
        ZSTD("json.zst", "3", "a loop that compresses into nothing"),
        PARQUET(
                "parquet",
                "3",
                "a loop that reads records with Jackson and gives them to the bare writer, into nothing");

        private final String format;
        private final String level;
        private final String against;

        Form(String format, String level, String against) {
            this.against = against;
            this.format = format;
            this.level = level;
        }
    }

    private final PodRecords set = new PodRecords("all", RECORD_SIZE, 1, PARTITIONS);
    private final Form form;
    private final Path home;
    private final int records;
    private ArchiverRuns runs;

    ArchiverComparison(Form form, Path home, int records) {
        this.form = form;
        this.home = home;
        this.records = records;
    }

    @Override
    public String name() {
        return "archiver-" + form.format;
    }

    @Override
    public String question() {
        return "1 KB records into " + form.format + ": the archiver against " + form.against;
    }

    @Override
    public String unit() {
        return "records/s of CPU";
    }

    @Override
    public void prepare() throws Exception {
        runs = ArchiverRuns.start(home);
        runs.fill(set, records);
    }

    @Override
    public double baseline() throws ExecutionException, InterruptedException, IOException {
        return form == Form.PARQUET
                ? runs.loop(ParquetLoop.class, set, records, Span.WARM, form.level)
                : runs.loop(CompressionLoop.class, set, records, Span.WARM, form.format, form.level);
    }

    @Override
    public double subject() throws ExecutionException, InterruptedException, IOException {
        return runs.archiver(set, records, Span.WARM, Map.of("LOGMESH_ARCHIVER_FORMAT", form.format));
    }

    @Override
    public void close() {
        if (runs != null) {
            runs.close();
        }
    }
}
