package io.logmesh.bench;

import io.logmesh.local.MeshOptions;
import io.logmesh.local.Server;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The packaged router, with ten sources, against something that only copies. Both read the same partition, with one
 * thread, and write to a topic of one partition.
 */
final class RouterComparison implements Comparison {

    private static final String INPUT = "bench.raw";
    private static final String COPY = "bench.copy";
    private static final int RECORD_SIZE = 1024;

    /** What the router is compared with. */
    enum Against {
        COPY("router", "a Kafka Streams topology that copies", CopyTopology.class),
        LOOP("router-loop", "a bare transactional consumer-producer loop", TransactionalLoop.class);

        private final String comparison;
        private final String description;
        private final Class<?> program;

        Against(String comparison, String description, Class<?> program) {
            this.comparison = comparison;
            this.description = description;
            this.program = program;
        }
    }

    private final Against against;
    private final Path home;
    private final int records;
    private BenchMesh mesh;

    RouterComparison(Against against, Path home, int records) {
        this.against = against;
        this.home = home;
        this.records = records;
    }

    @Override
    public String name() {
        return against.comparison;
    }

    @Override
    public String question() {
        return "1 KB Fluentd records, one thread, exactly once: the router with ten sources against "
                + against.description;
    }

    @Override
    public String unit() {
        return "records/s";
    }

    @Override
    public void prepare() throws Exception {
        var options = MeshOptions.forTest(home)
                .withFresh(true)
                .withRawTopics(List.of(INPUT))
                .withSourcesFile(sources())
                .withEnvironment(
                        Service.ROUTER,
                        Map.of("LOGMESH_ROUTER_RAW_TOPICS", INPUT, "LOGMESH_ROUTER_ROUTED_PARTITIONS", "1"));
        mesh = BenchMesh.start(options, Server.KAFKA);
        mesh.makeTopic(COPY, 1);
        new Filler(mesh.kafka())
                .fill(records, i -> new ProducerRecord<>(INPUT, 0, null, FluentdRecords.ofSize(RECORD_SIZE, i)));
    }

    @Override
    public double baseline() throws ExecutionException, InterruptedException, IOException {
        var group = "bench-copy-" + System.nanoTime();
        try (var _ = BaselineProcess.start(home, against.program, mesh.kafka(), group, INPUT, COPY)) {
            return mesh.drain(INPUT, records).rate(group);
        }
    }

    @Override
    public double subject() throws IOException, ExecutionException, InterruptedException {
        return mesh.whileRunning(
                Service.ROUTER, group -> mesh.drain(INPUT, records).rate(group));
    }

    /** In a place of its own: a fresh mesh deletes its home first. */
    static Path sources() throws IOException {
        var file = Files.createTempFile("ten-sources", ".yaml");
        file.toFile().deleteOnExit();
        try (var yaml = RouterComparison.class.getResourceAsStream("/ten-sources.yaml")) {
            Files.copy(Objects.requireNonNull(yaml), file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    @Override
    public void close() {
        if (mesh != null) {
            mesh.close();
        }
    }
}
