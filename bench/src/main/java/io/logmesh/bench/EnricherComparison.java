package io.logmesh.bench;

import io.logmesh.contract.Topics;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Server;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** The packaged enricher against a topology that copies; both read the same partition with one thread. */
final class EnricherComparison implements Comparison {

    private static final String COPY = "bench.copy";

    private final EnricherFeatures features;
    private final Path home;
    private final int records;
    private BenchMesh mesh;

    EnricherComparison(EnricherFeatures features, Path home, int records) {
        this.features = features;
        this.home = home;
        this.records = records;
    }

    @Override
    public String name() {
        return features.comparison();
    }

    @Override
    public String question() {
        return "mixed logs, one thread, exactly once: the enricher " + features.description()
                + " against a Kafka Streams topology that copies";
    }

    @Override
    public String unit() {
        return "records/s";
    }

    @Override
    public void prepare() throws Exception {
        var options = MeshOptions.forTest(home).withFresh(true).withSourcesFile(features.sourcesFile());
        mesh = BenchMesh.start(options, Server.KAFKA);
        mesh.makeTopic(COPY, 1);
        mesh.makeTopic(Topics.ROUTED, 1);
        var filler = new Filler(mesh.kafka());
        if (features.owned()) {
            mesh.makeTopic(Topics.CATALOG, 1);
            filler.fill(RoutedRecords.OWNERS, RoutedRecords::owner);
        }
        filler.fill(records, new RoutedRecords()::record);
    }

    @Override
    public double baseline() throws ExecutionException, InterruptedException, IOException {
        var group = "bench-copy-" + System.nanoTime();
        try (var _ = BaselineProcess.start(home, CopyTopology.class, mesh.kafka(), group, Topics.ROUTED, COPY)) {
            return mesh.drain(Topics.ROUTED, records).rate(group);
        }
    }

    @Override
    public double subject() throws IOException, ExecutionException, InterruptedException {
        return mesh.whileRunning(
                Service.ENRICHER, group -> mesh.drain(Topics.ROUTED, records).rate(group));
    }

    @Override
    public void close() {
        if (mesh != null) {
            mesh.close();
        }
    }
}
