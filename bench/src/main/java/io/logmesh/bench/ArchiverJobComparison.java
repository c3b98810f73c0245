package io.logmesh.bench;

import io.logmesh.bench.ArchiverRuns.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * A million records of 640 bytes into gzip, from the start of a JVM of 256 MiB to the last commit: the packaged archiver
 * against a loop that compresses them into nothing. What is stored is read, and must be a million records.
 */
final class ArchiverJobComparison implements Comparison {

    private static final int RECORDS = 1_000_000;
    private static final int RECORD_SIZE = 640;
    private static final int PARTITIONS = 4;
    private static final int KILLS = 4;
    private static final String ID = "\"event_id\":\"";

    private final PodRecords set = new PodRecords("job", RECORD_SIZE, 1, PARTITIONS);
    private final Path home;
    private final Consumer<String> progress;
    private ArchiverRuns runs;

    ArchiverJobComparison(Path home, Consumer<String> progress) {
        this.home = home;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "archiver-job";
    }

    @Override
    public String question() {
        return "a million records of 640 bytes into json.gz, with the start of the JVM: the archiver against a loop that"
                + " compresses into nothing";
    }

    @Override
    public String unit() {
        return "records/s of CPU";
    }

    @Override
    public void prepare() throws Exception {
        runs = ArchiverRuns.start(home);
        runs.fill(set, RECORDS);
        runs.killed(set, RECORDS, KILLS, RECORDS / 8);
        progress.accept("%s: with %d SIGKILLs on the way: %s".formatted(name(), KILLS, stored()));
    }

    @Override
    public double baseline() throws ExecutionException, InterruptedException, IOException {
        return runs.loop(CompressionLoop.class, set, RECORDS, Span.WHOLE, "json.gz", "4");
    }

    @Override
    public double subject() throws ExecutionException, InterruptedException, IOException {
        double rate = runs.archiver(set, RECORDS, Span.WHOLE, Map.of());
        progress.accept("%s: %.1f s of CPU; %s".formatted(name(), RECORDS / rate, stored()));
        return rate;
    }

    private String stored() throws IOException {
        long objects = 0;
        long bytes = 0;
        long lines = 0;
        var numbers = new BitSet(RECORDS);
        try (var files = Files.walk(runs.stored())) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".json.gz")).toList()) {
                objects++;
                bytes += Files.size(file);
                lines += lines(file, numbers);
            }
        }
        if (lines != RECORDS || numbers.cardinality() != RECORDS) {
            throw new IllegalStateException("the archive has %d records, %d different ones, instead of %d"
                    .formatted(lines, numbers.cardinality(), RECORDS));
        }
        return "%,d records in %d objects of %,d bytes together".formatted(lines, objects, bytes);
    }

    /** Also collects the numbers of the records, with which their ids end. */
    private static long lines(Path file, BitSet numbers) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
                var text = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            long lines = 0;
            for (var line = text.readLine(); line != null; line = text.readLine()) {
                int to = line.indexOf('"', line.lastIndexOf(ID) + ID.length());
                numbers.set(Integer.parseInt(line, line.lastIndexOf('-', to) + 1, to, 10));
                lines++;
            }
            return lines;
        }
    }

    @Override
    public void close() {
        if (runs != null) {
            runs.close();
        }
    }
}
