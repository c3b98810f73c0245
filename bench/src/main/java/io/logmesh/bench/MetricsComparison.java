package io.logmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What counting costs a record: what the enricher does by default, and the same with all that it counts, which is the most of all
 * services. Reading and writing Kafka, which takes a third as long again, is left out of both, so the share of a whole
 * service's work is smaller still.
 */
final class MetricsComparison implements Comparison {

    private final Path home;
    private Optional<EnrichmentLoop.Race> race = Optional.empty();

    MetricsComparison(Path home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public String question() {
        return "mixed logs, enriched as by default, no servers: with all metrics of a record against without any";
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
        return race().alone();
    }

    @Override
    public double subject() throws IOException, InterruptedException {
        return race().counting();
    }

    /** Asked for twice in a round, and run once: both take turns in one program. */
    private EnrichmentLoop.Race race() throws IOException, InterruptedException {
        var known = race;
        var result = known.isPresent() ? known.get() : run();
        race = known.isPresent() ? Optional.empty() : Optional.of(result);
        return result;
    }

    private EnrichmentLoop.Race run() throws IOException, InterruptedException {
        try (var program = BaselineProcess.start(home, EnrichmentLoop.class, EnricherFeatures.DEFAULT.name(), "race")) {
            return EnrichmentLoop.Race.read(program.lastLine());
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
