package io.logmesh.cli.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.connection.MeshConnection;
import io.logmesh.cli.console.ProgressLine;
import io.logmesh.cli.console.Refusal;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logmesh audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        header = "Prove that every record arrived exactly once.",
        description = {
            "Reads the raw topics, the archive, the indices and the dead letters, and tells of each source how many"
                    + " records came in, and whether each stands exactly once in the archive and once in the index, or was"
                    + " dropped by a rule, or is a dead letter, or is beyond a quota and marked or parked. What is missing or twice is listed by id; the exit code"
                    + " is then 1. Memory does not grow with the number of records; the space it takes in the folder"
                    + " for temporary files does, by about 200 bytes for each record."
        })
public final class AuditCommand implements Callable<Integer> {

    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "how long to wait until the mesh has caught up (${DEFAULT-VALUE})")
    private Duration timeout;

    @Option(
            names = "--raw-topic",
            paramLabel = "TOPIC",
            split = ",",
            defaultValue = Topics.RAW,
            description = "what the router reads (${DEFAULT-VALUE})")
    private List<String> rawTopics;

    @Option(
            names = "--sources",
            paramLabel = "FILE",
            defaultValue = "${env:LOGMESH_SOURCES_FILE}",
            description =
                    "the logmesh.yaml in force; the local mesh tells its own. What was routed by others is judged by those, as far as the"
                            + " routers wrote them down. Environment: LOGMESH_SOURCES_FILE")
    private Path sourcesFile;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws IOException {
        var mesh = connection.resolve();
        var sources = sources(mesh);
        var progress = new ProgressLine(spec.commandLine().getErr());
        try (var kafka = mesh.kafka();
                var archive = mesh.archive();
                var indices = mesh.indices()) {
            requireTopics(kafka);
            var report = new Audit(kafka, archive, indices, sources, progress)
                    .run(kafka.partitions(rawTopics), longestJoining(sources), timeout);
            print(report);
            return report.isBalanced() ? 0 : 1;
        } finally {
            progress.clear();
        }
    }

    /** The longest timeout of a source, and time to notice that it is over. */
    private static Duration longestJoining(Sources sources) {
        return sources.all().stream()
                .map(source -> source.treatment().multiline().timeout())
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .plus(NOTICED_WITHIN);
    }

    private Sources sources(MeshConnection mesh) {
        var file = Optional.ofNullable(sourcesFile).or(mesh::sourcesFile);
        try {
            return file.isPresent() ? Sources.load(file.get()) : Sources.none();
        } catch (InvalidSourcesException e) {
            throw new Refusal(e.getMessage());
        }
    }

    private void requireTopics(KafkaConnection kafka) {
        var found = kafka.topics(rawTopics);
        for (var topic : rawTopics) {
            if (!found.contains(topic)) {
                throw new Refusal("there is no topic '" + topic + "' in Kafka at " + kafka.address());
            }
        }
    }

    private void print(Report report) throws IOException {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.asMap()));
            out.flush();
        } else {
            new ReportPrinter(out).print(report);
        }
    }
}
