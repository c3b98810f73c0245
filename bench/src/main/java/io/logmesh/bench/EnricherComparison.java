package io.logmesh.bench;

import io.logmesh.contract.Topics;
import io.logmesh.local.MeshOptions;
import io.logmesh.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** The packaged enricher against a topology that copies; both read the same partition with one thread. */
final class EnricherComparison implements Comparison {

    private static final String COPY = "bench.copy";

    /** What the enricher does, besides finding levels and times. */
    enum Features {
        ALL("enricher", "with everything on", "redact: [credit-card, email, jwt, aws-key, bearer, password]"),
        DEFAULT("enricher-default", "as it is by default", "parse: auto"),
        BARE("enricher-bare", "joining and parsing off", "multiline: off, parse: off"),
        JOIN("enricher-join", "joining alone", "parse: off"),
        PARSE("enricher-parse", "parsing alone", "multiline: off"),
        REDACT(
                "enricher-redact",
                "redacting alone",
                "multiline: off, parse: off, redact: [credit-card, email, jwt, aws-key, bearer, password]");

        private final String comparison;
        private final String description;
        private final String keys;

        Features(String comparison, String description, String keys) {
            this.comparison = comparison;
            this.description = description;
            this.keys = keys;
        }
    }

    private final Features features;
    private final Path home;
    private final int records;
    private BenchMesh mesh;

    EnricherComparison(Features features, Path home, int records) {
        this.features = features;
        this.home = home;
        this.records = records;
    }

    @Override
    public String name() {
        return features.comparison;
    }

    @Override
    public String question() {
        return "mixed logs, one thread, exactly once: the enricher " + features.description
                + " against a Kafka Streams topology that copies";
    }

    @Override
    public String unit() {
        return "records/s";
    }

    @Override
    public void prepare() throws Exception {
        var options = MeshOptions.forTest(home).withFresh(true).withSourcesFile(sources());
        mesh = BenchMesh.start(options);
        mesh.makeTopic(COPY, 1);
        mesh.makeTopic(Topics.ROUTED, 1);
        new Filler(mesh.kafka()).fill(records, new RoutedRecords()::record);
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

    /** In a place of its own: a fresh mesh deletes its home first. */
    private Path sources() throws IOException {
        var file = Files.createTempFile("enricher", ".yaml");
        file.toFile().deleteOnExit();
        return Files.writeString(file, "sources: {shop: {match: 'true', partitions: 1, " + features.keys + "}}\n");
    }

    @Override
    public void close() {
        if (mesh != null) {
            mesh.close();
        }
    }
}
