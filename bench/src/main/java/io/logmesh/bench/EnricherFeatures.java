package io.logmesh.bench;

import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.logmesh.contract.sources.Treatment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an enricher does in a comparison, besides finding levels, times and traces where they need no parsing. */
enum EnricherFeatures {
    BARE("enricher-bare", "with joining and parsing off", keys(Keys.NOTHING), false),
    JOIN("enricher-join", "joining alone", "parse: off", false),
    PARSE("enricher-parse", "parsing alone", "multiline: off", false),
    REDACT("enricher-redact", "redacting alone", keys(Keys.NOTHING, Keys.REDACT), false),
    OWNER("enricher-owner", "finding owners alone", keys(Keys.NOTHING), true),
    SHAPE("enricher-shape", "shaping alone", keys(Keys.NOTHING, Keys.SHAPE), false),
    DEFAULT("enricher-default", "as it is by default", "parse: auto", false),
    ALL("enricher", "with everything on", keys(Keys.REDACT, Keys.SHAPE), true),
    UNJOINED("enricher-latency", "with all on but joining", keys("multiline: off", Keys.REDACT, Keys.SHAPE), true);

    private final String comparison;
    private final String description;
    private final String keys;
    private final boolean owned;

    EnricherFeatures(String comparison, String description, String keys, boolean owned) {
        this.comparison = comparison;
        this.description = description;
        this.keys = keys;
        this.owned = owned;
    }

    String comparison() {
        return comparison;
    }

    String description() {
        return description;
    }

    /** Whether there is a catalog. */
    boolean owned() {
        return owned;
    }

    /** A {@code logmesh.yaml} by which the records of {@link RoutedRecords} are treated so. */
    private String sources() {
        return "sources: {" + RoutedRecords.SOURCE + ": {match: 'true', partitions: 1, " + keys + "}}\n";
    }

    /** {@link #sources} in a file, until this process ends; in a place of its own, since a fresh mesh deletes its home first. */
    Path sourcesFile() throws IOException {
        var file = Files.createTempFile("enricher", ".yaml");
        file.toFile().deleteOnExit();
        return Files.writeString(file, sources());
    }

    Treatment treatment() throws InvalidSourcesException {
        return Sources.parse(comparison, sources()).all().getFirst().treatment();
    }

    private static String keys(String... keys) {
        return String.join(", ", keys);
    }

    private static final class Keys {
        static final String NOTHING = "multiline: off, parse: off";
        static final String REDACT = "redact: [credit-card, email, ipv4, ipv6, jwt, aws-key, bearer, password]";
        static final String SHAPE = "shape: {drop: [docker, fields.ms], rename: {fields.user: fields.user_id}}";
    }
}
