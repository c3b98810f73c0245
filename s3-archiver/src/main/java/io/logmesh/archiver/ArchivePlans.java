package io.logmesh.archiver;

import io.logmesh.archiver.archive.Encoding;
import io.logmesh.archiver.archive.Partition;
import io.logmesh.archiver.archive.Plan;
import io.logmesh.archiver.archive.Recipe;
import io.logmesh.archiver.archive.Rotation;
import io.logmesh.contract.Topics;
import io.logmesh.contract.archive.ArchiveFormat;
import io.logmesh.contract.archive.ArchiveLayout;
import io.logmesh.contract.sources.Archiving;
import io.logmesh.contract.sources.Sources;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How each topic is archived: as {@code logmesh.yaml} says for its source at present, and else as the service is configured.
 * Thread-safe.
 */
final class ArchivePlans implements Function<Partition, Plan> {

    private final ArchiverConfig config;
    private final Plan usual;
    private volatile Map<String, Plan> bySource;

    ArchivePlans(ArchiverConfig config, Sources sources) {
        this.config = config;
        usual = plan(Archiving.DEFAULT);
        bySource = plans(sources);
    }

    /** The rules have changed. */
    void use(Sources sources) {
        bySource = plans(sources);
    }

    /** @throws IllegalArgumentException where a source can't be archived as it says */
    Map<String, Plan> plans(Sources sources) {
        var plans = new HashMap<String, Plan>();
        sources.all().forEach(source -> plans.put(source.name(), plan(source.archive())));
        return Map.copyOf(plans);
    }

    @Override
    public Plan apply(Partition partition) {
        return sourceOf(partition.topic())
                .map(source -> bySource.getOrDefault(source, usual))
                .orElse(usual);
    }

    /** The source whose topic that is; the archiver may be set to read other topics, too. */
    static Optional<String> sourceOf(String topic) {
        return Topics.ENRICHED.matcher(topic).matches() ? Optional.of(Topics.sourceOf(topic)) : Optional.empty();
    }

    private Plan plan(Archiving said) {
        return new Plan(new Recipe(config.prefix(), layout(said), encoding(said)), rotation(said));
    }

    private ArchiveLayout layout(Archiving said) {
        return said.layout().orElseGet(() -> ArchiveLayout.parse(config.layout()));
    }

    /** A level belongs to its format, so the service's level does not hold for another format than the service's. */
    private Encoding encoding(Archiving said) {
        if (said.format().isPresent()) {
            var format = said.format().get();
            return new Encoding(format, said.level().orElse(format.defaultLevel()));
        }
        var format = ArchiveFormat.ofExtension(config.format())
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + config.format() + "' is no format: there are json, json.gz, json.zst and parquet"));
        return new Encoding(format, config.level().orElse(format.defaultLevel()));
    }

    private Rotation rotation(Archiving said) {
        var usually = config.rotate();
        return new Rotation(
                said.size().orElse(usually.size().bytes()),
                said.records().orElse(usually.records().orElse(Rotation.ANY_NUMBER)),
                said.every().orElse(usually.every()),
                said.aligned().orElse(usually.aligned()),
                said.hourly().orElse(usually.hourly()));
    }
}
