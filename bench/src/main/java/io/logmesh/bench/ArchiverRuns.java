package io.logmesh.bench;

import io.logmesh.local.MeshOptions;
import io.logmesh.local.Server;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kafka and an S3 server, on which archivers, or what they are compared with, work off one set of records or another: from its
 * beginning each time, and into a folder of the bucket of its own.
 */
final class ArchiverRuns implements AutoCloseable {

    /** So that a kill comes while several are under way. */
    private static final Map<String, String> SMALL_OBJECTS = Map.of("LOGMESH_ARCHIVER_ROTATE_SIZE", "1MiB");

    private static final String GROUP = BenchMesh.groupOf(Service.S3_ARCHIVER);

    private final Path home;
    private final BenchMesh mesh;
    private int runs;

    private ArchiverRuns(Path home, BenchMesh mesh) {
        this.home = home;
        this.mesh = mesh;
    }

    static ArchiverRuns start(Path home) throws IOException, InterruptedException {
        var mesh = BenchMesh.start(MeshOptions.forTest(home).withFresh(true), Server.KAFKA, Server.S3);
        var runs = new ArchiverRuns(home, mesh);
        try {
            ArchiverProcess.train(home);
            return runs;
        } catch (IOException | InterruptedException e) {
            runs.close();
            throw e;
        }
    }

    void fill(PodRecords set, int records) throws ExecutionException, InterruptedException {
        for (var topic : set.topics()) {
            mesh.makeTopic(topic, set.partitions());
        }
        new Filler(mesh.kafka()).fill(records, set::record);
    }

    /** What of a process's life counts. */
    enum Span {
        /** All, from its start. */
        WHOLE,
        /** The second half of the records, when it has warmed up. */
        WARM
    }

    /** Records for each second of CPU that a loop over a set's first topic takes, which gets {@code arguments} behind it. */
    double loop(Class<?> loop, PodRecords set, int records, Span span, String... arguments)
            throws IOException, ExecutionException, InterruptedException {
        var group = "bench-loop-" + System.nanoTime();
        var topic = set.topics().getFirst();
        var all = Stream.concat(Stream.of(mesh.kafka(), group, topic), Stream.of(arguments));
        try (var process = BaselineProcess.start(home, loop, all.toArray(String[]::new))) {
            var drain = mesh.drain(topic, records);
            if (span == Span.WARM) {
                return drain.ratePerCpuSecond(group, process.handle());
            }
            drain.awaitEnd(group);
            return records * 1e9 / Drain.cpu(process.handle());
        }
    }

    /**
     * Records for each second of CPU that an archiver takes. All that it still has to do for records that came before the
     * span counts as well.
     */
    double archiver(PodRecords set, int records, Span span, Map<String, String> settings)
            throws IOException, ExecutionException, InterruptedException {
        runs++;
        try (var process = start(set, settings)) {
            long before = span == Span.WHOLE ? 0 : process.awaitReceived(records / 2);
            long cpu = span == Span.WHOLE ? 0 : Drain.cpu(process.handle());
            mesh.drain(set.topics(), records).awaitEnd(GROUP);
            return (records - before) * 1e9 / (Drain.cpu(process.handle()) - cpu);
        } finally {
            mesh.forget(Service.S3_ARCHIVER);
        }
    }

    /** Lets archivers work off a set, each of which is killed when it has received {@code each} records, but the last. */
    void killed(PodRecords set, int records, int kills, int each)
            throws IOException, ExecutionException, InterruptedException {
        runs++;
        for (int i = 0; i < kills; i++) {
            var process = start(set, SMALL_OBJECTS);
            process.awaitReceived(each);
            process.kill();
        }
        try (var _ = start(set, SMALL_OBJECTS)) {
            mesh.drain(set.topics(), records).awaitEnd(GROUP);
        } finally {
            mesh.forget(Service.S3_ARCHIVER);
        }
    }

    private ArchiverProcess start(PodRecords set, Map<String, String> settings) throws IOException {
        var topics =
                set.topics().stream().map(topic -> topic.replace(".", "\\.")).collect(Collectors.joining("|"));
        return ArchiverProcess.start(home, mesh.addresses(), topics, prefix(runs), settings);
    }

    /** The folder in which the last archiver has stored its objects. */
    Path stored() {
        return home.resolve(Server.S3.displayName())
                .resolve("data")
                .resolve(mesh.addresses().s3().bucket())
                .resolve(prefix(runs));
    }

    private static String prefix(int run) {
        return "run-" + run;
    }

    @Override
    public void close() {
        mesh.close();
    }
}
