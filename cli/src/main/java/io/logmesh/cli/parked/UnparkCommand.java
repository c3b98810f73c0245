package io.logmesh.cli.parked;

import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.connection.MeshConnection;
import io.logmesh.cli.console.ProgressLine;
import io.logmesh.cli.console.Refusal;
import io.logmesh.cli.console.Units;
import io.logmesh.cli.send.Pace;
import io.logmesh.cli.send.SendCommand;
import io.logmesh.contract.SourceName;
import io.logmesh.contract.Topics;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Source;
import io.logmesh.contract.sources.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logmesh unpark}. */
@Command(
        name = "unpark",
        mixinStandardHelpOptions = true,
        header = "Send on what a quota has parked.",
        description = {
            "Sends the records that wait in logs.parked.SOURCE on to the enricher, each exactly once, however often this"
                    + " is interrupted and started again. They then go the way of all records, into the archive and the"
                    + " index, at the time at which they were collected; no quota is asked again. What was sent is"
                    + " deleted from the parked topic, if the cluster allows that."
        })
public final class UnparkCommand implements Callable<Integer> {

    private static final String GROUP = "logmesh-unpark";

    /** What is sent in one transaction, unless the rate says less: a transaction must not take longer than a minute. */
    private static final int MOST_RECORDS = 500;

    private static final int SECONDS_OF_A_TRANSACTION = 5;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "whose records")
    private String source;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            converter = SendCommand.PaceConverter.class,
            description = "send no faster than so many records a second")
    private Pace pace;

    @Option(
            names = "--sources",
            paramLabel = "FILE",
            defaultValue = "${env:LOGMESH_SOURCES_FILE}",
            description = "the logmesh.yaml in force, for the source's lane; the local mesh tells its own. Environment:"
                    + " LOGMESH_SOURCES_FILE")
    private Path sourcesFile;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        if (!SourceName.isValid(source)) {
            throw new Refusal(SourceName.problem(source));
        }
        var mesh = connection.resolve();
        var progress = new ProgressLine(spec.commandLine().getErr());
        try (var kafka = mesh.kafka()) {
            var parked = Topics.parked(source);
            if (kafka.topics(List.of(parked)).isEmpty()) {
                say("nothing is parked of " + source + ": there is no topic " + parked);
                return 0;
            }
            unpark(kafka, parked, target(kafka, mesh), progress);
            return 0;
        } catch (KafkaException e) {
            if (KafkaConnection.isReplaced(e)) {
                throw new Refusal("another unpark of " + source + " was started, and goes on in place of this one");
            }
            throw e;
        } finally {
            progress.clear();
        }
    }

    private void unpark(KafkaConnection kafka, String parked, String target, ProgressLine progress) {
        int atOnce =
                pace == null ? MOST_RECORDS : Math.clamp(pace.perSecond() * SECONDS_OF_A_TRANSACTION, 1, MOST_RECORDS);
        try (var producer = kafka.transactionalProducer(GROUP + '-' + source);
                var consumer = kafka.consumer(GROUP, atOnce)) {
            var unparking = new Unparking(
                    consumer,
                    producer,
                    target,
                    Optional.ofNullable(pace),
                    sent -> progress.show(() -> "sent on " + Units.count(sent) + " records"));
            var done = unparking.run(kafka.partitions(List.of(parked)));
            progress.clear();
            say("sent on " + Units.count(unparking.sent()) + " records of " + source + " from " + parked + " to "
                    + target);
            delete(kafka, parked, done);
        }
    }

    /** A group's offsets are forgotten after some days of rest, and then what is still there would be sent again. */
    private void delete(KafkaConnection kafka, String parked, Map<TopicPartition, Long> done) {
        try {
            kafka.deleteRecords(done);
        } catch (Refusal e) {
            spec.commandLine()
                    .getErr()
                    .println("logmesh unpark: what was sent could not be deleted from " + parked + ": " + e.getMessage()
                            + ". Do not run this again after the offsets of group " + GROUP + " have expired.");
        }
    }

    /** The topic of the source's lane; the common one, if it has none, or the lane's is not there. */
    private String target(KafkaConnection kafka, MeshConnection mesh) {
        var lane = sources(mesh).named(source).flatMap(Source::lane).map(Topics::routed);
        return lane.filter(topic -> !kafka.topics(List.of(topic)).isEmpty()).orElse(Topics.ROUTED);
    }

    private Sources sources(MeshConnection mesh) {
        var file = Optional.ofNullable(sourcesFile).or(mesh::sourcesFile);
        try {
            return file.isPresent() ? Sources.load(file.get()) : Sources.none();
        } catch (InvalidSourcesException e) {
            throw new Refusal(e.getMessage());
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
