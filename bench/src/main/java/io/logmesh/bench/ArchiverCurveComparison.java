package io.logmesh.bench;

import io.logmesh.bench.ArchiverRuns.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** What a record costs the packaged archiver where it has many partitions or sources, against the cost with one. */
final class ArchiverCurveComparison implements Comparison {

    private static final int RECORD_SIZE = 1024;

    /** What there may be many of. */
    enum Axis {
        PARTITIONS,
        SOURCES
    }

    private final Axis axis;
    private final int count;
    private final Path home;
    private final int records;
    private final PodRecords one = new PodRecords("one", RECORD_SIZE, 1, 1);
    private final PodRecords many;
    private ArchiverRuns runs;

    ArchiverCurveComparison(Axis axis, int count, Path home, int records) {
        this.axis = axis;
        this.count = count;
        this.home = home;
        this.records = records;
        many = axis == Axis.SOURCES
                ? new PodRecords("many", RECORD_SIZE, count, 1)
                : new PodRecords("many", RECORD_SIZE, 1, count);
    }

    @Override
    public String name() {
        return "archiver-" + axis.name().toLowerCase(Locale.ROOT) + "-" + count;
    }

    @Override
    public String question() {
        return "1 KB records into json.gz: the archiver with " + count + " "
                + axis.name().toLowerCase(Locale.ROOT) + " against the same with one";
    }

    @Override
    public String unit() {
        return "records/s of CPU";
    }

    @Override
    public void prepare() throws Exception {
        runs = ArchiverRuns.start(home);
        runs.fill(one, records);
        runs.fill(many, records);
    }

    @Override
    public double baseline() throws ExecutionException, InterruptedException, IOException {
        return runs.archiver(one, records, Span.WARM, Map.of());
    }

    @Override
    public double subject() throws ExecutionException, InterruptedException, IOException {
        return runs.archiver(many, records, Span.WARM, Map.of());
    }

    @Override
    public void close() {
        if (runs != null) {
            runs.close();
        }
    }
}
