package io.logmesh.bench;

import io.logmesh.local.LocalMesh;
import io.logmesh.local.MeshListener;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The packaged router against a topology that only copies; both read the same partition with one thread. */
final class RouterComparison implements Comparison {

    private static final String INPUT = "bench.raw";
    private static final String COPY = "bench.copy";
    private static final String ROUTER_GROUP = "logmesh-router";
    private static final int RECORD_SIZE = 1024;

    private final Path home;
    private final int records;
    private LocalMesh mesh;
    private Admin admin;

    RouterComparison(Path home, int records) {
        this.home = home;
        this.records = records;
    }

    @Override
    public String name() {
        return "router";
    }

    @Override
    public String question() {
        return "1 KB Fluentd records, one thread, exactly once: the router against a Kafka Streams copy";
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
                .withEnvironment(Service.ROUTER, Map.of("LOGMESH_ROUTER_RAW_TOPICS", INPUT));
        mesh = new LocalMesh(options, MeshListener.NONE);
        mesh.startServers();
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka()));
        admin.createTopics(List.of(new NewTopic(COPY, 1, (short) 1))).all().get();
        new Filler(kafka(), INPUT).fill(records, RECORD_SIZE);
    }

    @Override
    public double baseline() throws ExecutionException, InterruptedException, IOException {
        var group = "bench-copy-" + System.nanoTime();
        try (var _ = CopyProcess.start(home, kafka(), group, INPUT, COPY)) {
            return new Drain(admin, INPUT, records).rate(group);
        }
    }

    @Override
    public double subject() throws ExecutionException, InterruptedException {
        mesh.start(Service.ROUTER);
        try {
            return new Drain(admin, INPUT, records).rate(ROUTER_GROUP);
        } finally {
            mesh.stop(Service.ROUTER);
            admin.deleteConsumerGroups(List.of(ROUTER_GROUP)).all().get();
        }
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
