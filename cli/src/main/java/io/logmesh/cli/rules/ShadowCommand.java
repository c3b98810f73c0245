package io.logmesh.cli.rules;

import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.console.Errors;
import io.logmesh.cli.console.ProgressLine;
import io.logmesh.cli.console.Refusal;
import io.logmesh.cli.console.Units;
import io.logmesh.cli.scan.TopicScan;
import io.logmesh.contract.RecordHeaders;
import io.logmesh.contract.Topics;
import io.logmesh.contract.routing.RawRecord;
import io.logmesh.contract.sources.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logmesh shadow}. */
@Command(
        name = "shadow",
        mixinStandardHelpOptions = true,
        header = "Show what another logmesh.yaml would change, on real records.",
        description = {
            "Reads a stretch of the raw topics once more, and routes each record by the rules in force and by the"
                    + " candidate. Produces nothing, and reads without a consumer group, so it disturbs nobody."
                    + " Quotas are not computed."
        },
        footer = {"", "Exit codes: 0 nothing changes, 1 something does, 2 refused, or Kafka failed."})
public final class ShadowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--candidate", required = true, paramLabel = "FILE", description = "the logmesh.yaml to try")
    private Path candidateFile;

    @Option(
            names = "--sources",
            paramLabel = "FILE",
            defaultValue = "${env:LOGMESH_SOURCES_FILE}",
            description = "the logmesh.yaml in force; without it, what the routers of the mesh wrote down last."
                    + " Environment: LOGMESH_SOURCES_FILE")
    private Path sourcesFile;

    @Option(
            names = "--last",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "how far to go back, by Kafka's timestamps (${DEFAULT-VALUE})")
    private Duration last;

    @Option(
            names = {"--topic", "--raw-topic"},
            paramLabel = "TOPIC",
            split = ",",
            defaultValue = Topics.RAW,
            description = "what the router reads (${DEFAULT-VALUE})")
    private List<String> topics;

    @Option(
            names = "--raw-pattern",
            paramLabel = "REGEX",
            description = "what it reads besides: topics whose whole name matches; the mesh's own never do")
    private Pattern pattern;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        var mesh = connection.resolve();
        var candidate = RulesFile.read(candidateFile, err);
        if (candidate.isEmpty()) {
            return 2;
        }
        var progress = new ProgressLine(err);
        try (var kafka = mesh.kafka()) {
            var inForce = sourcesFile == null ? Optional.of(inForce(kafka)) : RulesFile.read(sourcesFile, err);
            if (inForce.isEmpty()) {
                return 2;
            }
            var comparison = compare(kafka, inForce.get(), candidate.get(), progress);
            progress.clear();
            print(comparison, inForce.get(), candidate.get());
            return comparison.changed() == 0 ? 0 : 1;
        } catch (KafkaException e) {
            throw new Refusal("Kafka: " + Errors.describe(e)); // not 1, which says that something would change
        } finally {
            progress.clear();
        }
    }

    private static Sources inForce(KafkaConnection kafka) {
        return RulesInForce.of(kafka)
                .orElseThrow(() -> new Refusal("which rules are in force? No router has written any into "
                        + Topics.RULES + ": name their file with --sources"));
    }

    /** What the router reads, of which all that is named must be there. */
    private Set<String> rawTopics(KafkaConnection kafka) {
        var found = new TreeSet<>(kafka.topics(topics));
        topics.stream().filter(topic -> !found.contains(topic)).findFirst().ifPresent(missing -> {
            throw new Refusal("there is no topic '" + missing + "' in Kafka at " + kafka.address());
        });
        if (pattern != null) {
            found.addAll(kafka.topics(Topics.foreign(pattern.pattern())));
        }
        return found;
    }

    private Comparison compare(KafkaConnection kafka, Sources inForce, Sources candidate, ProgressLine progress) {
        try (var consumer = kafka.consumer()) {
            var scan = TopicScan.since(Instant.now().minus(last), consumer, kafka.partitions(rawTopics(kafka)));
            var comparison = new Comparison(inForce, candidate);
            long size = scan.size();
            scan.forEach(message -> {
                comparison.add(raw(message));
                progress.show(() -> "compared " + Units.count(comparison.messages()) + " of " + Units.count(size));
            });
            return comparison;
        }
    }

    private static RawRecord raw(ConsumerRecord<byte[], byte[]> message) {
        return new RawRecord(
                message.topic(),
                message.partition(),
                message.offset(),
                message.timestamp(),
                message.value(),
                () -> RecordHeaders.texts(message.headers()));
    }

    private void print(Comparison comparison, Sources inForce, Sources candidate) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ComparisonJson.of(comparison, inForce, candidate));
            out.flush();
        } else {
            var stretch = "the last " + Units.duration(last).replaceFirst(" 0[sm]$", "") + " of "
                    + String.join(", ", topics) + (pattern == null ? "" : " and what matches " + pattern);
            new ComparisonPrinter(out).print(comparison, stretch);
        }
    }
}
