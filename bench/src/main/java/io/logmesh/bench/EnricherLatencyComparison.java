package io.logmesh.bench;

import io.logmesh.contract.Topics;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/**
 * How long a record takes, from its producer to a consumer that reads committed records only, at half of the rate that the
 * enricher works off a backlog with: through the enricher, and through a topology that copies. No event waits for lines.
 */
final class EnricherLatencyComparison implements Comparison {

    private static final String COPY = "bench.copy";
    private static final String LIVE = "bench.live";
    private static final EnricherFeatures FEATURES = EnricherFeatures.UNJOINED;

    private final Path home;
    private final int records;
    private BenchMesh mesh;
    private int recordsPerSecond;

    EnricherLatencyComparison(Path home, int records) {
        this.home = home;
        this.records = records;
    }

    @Override
    public String name() {
        return FEATURES.comparison();
    }

    @Override
    public String question() {
        return "99th percentile of the latency at half load, exactly once: the enricher " + FEATURES.description()
                + " against a Kafka Streams topology that copies";
    }

    @Override
    public String unit() {
        return "ms";
    }

    @Override
    public void prepare() throws Exception {
        mesh = BenchMesh.start(MeshOptions.forTest(home).withFresh(true).withSourcesFile(FEATURES.sourcesFile()));
        mesh.makeTopic(COPY, 1);
        mesh.makeTopic(LIVE, 1);
        mesh.makeTopic(Topics.ROUTED, 1);
        mesh.makeTopic(Topics.CATALOG, 1);
        // The mesh would make it with the time of arrival, and here the time of sending is to come through.
        mesh.makeTopic(Topics.enriched(RoutedRecords.SOURCE), 1);
        var filler = new Filler(mesh.kafka());
        filler.fill(RoutedRecords.OWNERS, RoutedRecords::owner);
        filler.fill(records, new RoutedRecords()::record);
        recordsPerSecond = (int) mesh.whileRunning(Service.ENRICHER, group -> mesh.drain(Topics.ROUTED, records)
                        .rate(group))
                / 2;
    }

    @Override
    public double baseline() throws IOException, ExecutionException, InterruptedException {
        var group = "bench-copy-" + System.nanoTime();
        try (var _ = BaselineProcess.start(home, CopyTopology.class, mesh.kafka(), group, LIVE, COPY)) {
            return new Latency(mesh.kafka(), LIVE, COPY).percentile99(recordsPerSecond);
        }
    }

    /** The backlog has been worked off, and stays so: the group goes on from there. */
    @Override
    public double subject() throws IOException, ExecutionException, InterruptedException {
        mesh.start(Service.ENRICHER);
        try {
            mesh.drain(Topics.ROUTED, records).rate(BenchMesh.groupOf(Service.ENRICHER));
            return new Latency(mesh.kafka(), Topics.ROUTED, Topics.enriched(RoutedRecords.SOURCE))
                    .percentile99(recordsPerSecond);
        } finally {
            mesh.stop(Service.ENRICHER);
        }
    }

    @Override
    public void close() {
        if (mesh != null) {
            mesh.close();
        }
    }
}
