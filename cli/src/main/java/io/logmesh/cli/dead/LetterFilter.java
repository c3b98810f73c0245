package io.logmesh.cli.dead;

import io.logmesh.cli.console.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which letters are meant. */
final class LetterFilter {

    static final List<String> SERVICES = List.of("router", "enricher", "s3-archiver", "es-indexer");

    @Option(names = "--service", paramLabel = "NAME", description = "only what this service refused")
    private String service;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "only what was refused for this, such as record_too_large")
    private String error;

    @Option(names = "--source", paramLabel = "SOURCE", description = "only of this source; the router's have none yet")
    private String source;

    @Option(names = "--last", paramLabel = "TIME", description = "only what was refused in the last, say, 2h")
    private Duration last;

    void check() {
        if (service != null && !SERVICES.contains(service)) {
            throw new Refusal("--service: '" + service + "' is none of " + String.join(", ", SERVICES));
        }
    }

    Optional<Duration> last() {
        return Optional.ofNullable(last);
    }

    boolean admits(Letter letter) {
        return (service == null || service.equals(letter.service()))
                && (error == null || error.equals(letter.error()))
                && (source == null || source.equals(letter.source()));
    }
}
