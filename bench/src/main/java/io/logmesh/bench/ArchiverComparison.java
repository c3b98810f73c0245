package io.logmesh.bench;

import io.logmesh.contract.HeaderNames;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The packaged archiver against a loop that consumes the same topic and compresses it at the same level into nothing. Both
 * are measured in records per second of CPU, which neither the broker nor the store on the same machine disturbs.
 */
final class ArchiverComparison implements Comparison {

    private static final String SOURCE = "bench";
    private static final String INPUT = Topics.enriched(SOURCE);
    private static final int PARTITIONS = 4;

    /** Some full hour, in milliseconds since the epoch. */
    private static final long HOUR = 1_795_338_000_000L;

    private static final int RECORD_SIZE = 1024;

    /** What objects are made of, each at the level that the archiver takes by default. */
    enum Form {
        GZIP("json.gz", 4),
        ZSTD("json.zst", 3);

        private final String format;
        private final int level;

        Form(String format, int level) {
            this.format = format;
            this.level = level;
        }
    }

    private final Form form;
    private final Path home;
    private final int records;
    private BenchMesh mesh;

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
        return "1 KB records into " + form.format + ": the archiver against a loop that compresses into nothing";
    }

    @Override
    public String unit() {
        return "records/s of CPU";
    }

    @Override
    public void prepare() throws Exception {
        var settings = Map.of("LOGMESH_ARCHIVER_ROTATE_SIZE", "2MiB", "LOGMESH_ARCHIVER_FORMAT", form.format);
        var options = MeshOptions.forTest(home).withFresh(true).withEnvironment(Service.S3_ARCHIVER, settings);
        mesh = BenchMesh.start(options);
        mesh.makeTopic(INPUT, PARTITIONS);
        new Filler(mesh.kafka()).fill(records, ArchiverComparison::record);
    }

    /** With the headers that the sinks read; all of one hour. */
    private static ProducerRecord<byte[], byte[]> record(int number) {
        var record = new ProducerRecord<byte[], byte[]>(
                INPUT, number % PARTITIONS, null, FluentdRecords.ofSize(RECORD_SIZE, number));
        RecordHeaders.set(record.headers(), HeaderNames.SOURCE, SOURCE);
        RecordHeaders.set(record.headers(), HeaderNames.INGEST_TS, Long.toString(HOUR + number % 3_600_000));
        return record;
    }

    @Override
    public double baseline() throws ExecutionException, InterruptedException, IOException {
        var group = "bench-gzip-" + System.nanoTime();
        try (var process = BaselineProcess.start(
                home, CompressionLoop.class, mesh.kafka(), group, INPUT, form.format, Integer.toString(form.level))) {
            return drain().ratePerCpuSecond(group, process.handle());
        }
    }

    @Override
    public double subject() throws ExecutionException, InterruptedException {
        // It has archived much by the time it says that it is ready.
        var started = CompletableFuture.runAsync(this::startArchiver);
        try {
            return drain().ratePerCpuSecond(
                            BenchMesh.groupOf(Service.S3_ARCHIVER), ServiceProcess.of(Service.S3_ARCHIVER));
        } finally {
            started.join();
            mesh.stop(Service.S3_ARCHIVER);
            mesh.forget(Service.S3_ARCHIVER);
        }
    }

    private void startArchiver() {
        try {
            mesh.start(Service.S3_ARCHIVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the archiver started", e);
        }
    }

    private Drain drain() {
        return mesh.drain(INPUT, records);
    }

    @Override
    public void close() {
        if (mesh != null) {
            mesh.close();
        }
    }
}
