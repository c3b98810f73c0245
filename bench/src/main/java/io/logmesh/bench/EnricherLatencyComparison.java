package io.logmesh.bench;

import io.logmesh.contract.Topics;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Server;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * How long a record takes, from its producer to a consumer that reads committed records only, at half of the rate that
 * comes through where the three share a machine: through the enricher, and through a topology that copies. No event waits for lines.
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
        mesh = BenchMesh.start(
                MeshOptions.forTest(home).withFresh(true).withSourcesFile(FEATURES.sourcesFile()), Server.KAFKA);
        mesh.makeTopic(COPY, 1);
        mesh.makeTopic(LIVE, 1);
        mesh.makeTopic(Topics.ROUTED, 1);
        mesh.makeTopic(Topics.CATALOG, 1);
        // The mesh would make it with the time of arrival, and here the time of sending is to come through.
        mesh.makeTopic(Topics.enriched(RoutedRecords.SOURCE), 1);
        var filler = new Filler(mesh.kafka());
        filler.fill(RoutedRecords.OWNERS, RoutedRecords::owner);
        filler.fill(records, new RoutedRecords()::record);
        recordsPerSecond = mostPassedOn() / 2;
    }

    /** A second, while those who send and read share the machine with the enricher; in the end nothing is left over. */
    private int mostPassedOn() throws ExecutionException, InterruptedException {
        var group = BenchMesh.groupOf(Service.ENRICHER);
        mesh.start(Service.ENRICHER);
        try {
            mesh.drain(Topics.ROUTED, records).awaitEnd(group);
            var flood = latency().flood();
            mesh.drain(Topics.ROUTED, (long) records + flood.sent()).awaitEnd(group);
            return flood.passedOn();
        } finally {
            mesh.stop(Service.ENRICHER);
        }
    }

    private Latency latency() {
        return new Latency(mesh.kafka(), Topics.ROUTED, Topics.enriched(RoutedRecords.SOURCE));
    }

    @Override
    public double baseline() throws IOException, ExecutionException, InterruptedException {
        var group = "bench-copy-" + System.nanoTime();
        try (var _ = BaselineProcess.start(home, CopyTopology.class, mesh.kafka(), group, LIVE, COPY)) {
            return new Latency(mesh.kafka(), LIVE, COPY).percentile99(recordsPerSecond);
        }
    }

    @Override
    public double subject() throws IOException, ExecutionException, InterruptedException {
        mesh.start(Service.ENRICHER);
        try {
            return latency().percentile99(recordsPerSecond);
        } finally {
            mesh.stop(Service.ENRICHER);
        }
    }

    @Override
    public List<String> remarks() {
        return List.of("%,d records/s were sent".formatted(recordsPerSecond));
    }

    @Override
    public void close() {
        if (mesh != null) {
            mesh.close();
        }
    }
}
