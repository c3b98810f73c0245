package io.logmesh.bench;

import io.logmesh.contract.Topics;
import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshListener;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The packaged archiver against a loop that consumes the same topic and compresses it at the same level into nothing. Both
 * are measured in records per second of CPU, which neither the broker nor the store on the same machine disturbs.
 */
final class ArchiverComparison implements Comparison {

    private static final String SOURCE = "bench";
    private static final String INPUT = Topics.enriched(SOURCE);
    private static final String ARCHIVER_GROUP = "logmesh-s3-archiver";
    private static final int PARTITIONS = 4;
    private static final int RECORD_SIZE = 1024;
    private static final int LEVEL = 4;

    private final Path home;
    private final int records;
    private LocalMesh mesh;
    private Admin admin;

    ArchiverComparison(Path home, int records) {
        this.home = home;
        this.records = records;
    }

    @Override
    public String name() {
        return "archiver";
    }

    @Override
    public String question() {
        return "1 KB records into gzipped JSON lines: the archiver against a loop that gzips into nothing";
    }

    @Override
    public String unit() {
        return "records/s of CPU";
    }

    @Override
    public void prepare() throws Exception {
        var settings = new HashMap<>(
                Map.of("LOGMESH_ARCHIVER_ROTATE_SIZE", "2MiB", "LOGMESH_ARCHIVER_GZIP_LEVEL", Integer.toString(LEVEL)));
        var javaOptions = System.getenv("LOGMESH_BENCH_JAVA_OPTIONS");
        if (javaOptions != null) {
            settings.put("JAVA_TOOL_OPTIONS", javaOptions);
        }
        var options =
                MeshOptions.forTest(home).withFresh(true).withEnvironment(Service.S3_ARCHIVER, Map.copyOf(settings));
        mesh = new LocalMesh(options, MeshListener.NONE);
        mesh.startServers();
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka()));
        admin.createTopics(List.of(new NewTopic(INPUT, PARTITIONS, (short) 1)))
                .all()
                .get();
        new Filler(kafka(), INPUT).fillEnriched(records, RECORD_SIZE, PARTITIONS, SOURCE);
    }

    @Override
    public double baseline() throws ExecutionException, InterruptedException, IOException {
        var group = "bench-gzip-" + System.nanoTime();
        try (var process =
                ChildJvm.start(home, GzipLoop.class, List.of(kafka(), group, INPUT, Integer.toString(LEVEL)))) {
            return drain().ratePerCpuSecond(group, process.handle());
        }
    }

    @Override
    public double subject() throws ExecutionException, InterruptedException {
        // It has archived much by the time it says that it is ready.
        var started = CompletableFuture.runAsync(this::startArchiver);
        try {
            return drain().ratePerCpuSecond(ARCHIVER_GROUP, ServiceProcess.of(Service.S3_ARCHIVER));
        } finally {
            started.join();
            mesh.stop(Service.S3_ARCHIVER);
            admin.deleteConsumerGroups(List.of(ARCHIVER_GROUP)).all().get();
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
        return new Drain(admin, INPUT, records);
    }

    private String kafka() {
        return mesh.addresses().kafka();
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
        if (mesh != null) {
            mesh.close();
        }
    }
}
