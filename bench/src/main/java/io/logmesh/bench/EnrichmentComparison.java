package io.logmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one of the enricher's features costs by itself, without servers: each side is a program of its own. */
final class EnrichmentComparison implements Comparison {

    private final EnricherFeatures features;
    private final Path home;

    EnrichmentComparison(EnricherFeatures features, Path home) {
        this.features = features;
        this.home = home;
    }

    @Override
    public String name() {
        return features.comparison().replace("enricher", "enrichment");
    }

    @Override
    public String question() {
        return "mixed logs, no servers: enriching " + features.description() + " against "
                + EnricherFeatures.BARE.description();
    }

    @Override
    public String unit() {
        return "records/s";
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(home);
    }

    @Override
    public double baseline() throws IOException, InterruptedException {
        return rate(EnricherFeatures.BARE);
    }

    @Override
    public double subject() throws IOException, InterruptedException {
        return rate(features);
    }

    private double rate(EnricherFeatures some) throws IOException, InterruptedException {
        try (var program = BaselineProcess.start(home, EnrichmentLoop.class, some.name())) {
            return Double.parseDouble(program.lastLine());
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
