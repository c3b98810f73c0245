package io.logmesh.cli.dead;

import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.console.ProgressLine;
import io.logmesh.cli.console.Refusal;
import io.logmesh.cli.console.Units;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logmesh dead replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        header = "Send what was refused back to the stage that refused it.",
        description = {
            "Each letter that stands there now is sent once, however often this is interrupted and started again. What is"
                    + " refused again becomes a letter of its own, with its attempts counted on; behind --max-attempts it is"
                    + " parked: it stays a dead letter, until a replay allows more."
        },
        footer = {"", "Exit codes: 0 done, 1 some letters can't be sent, 2 refused."})
public final class ReplayCommand implements Callable<Integer> {

    private static final String TRANSACTIONAL_ID = "logmesh-dead-replay";

    @Spec
    private CommandSpec spec;

    @Mixin
    private LetterFilter filter;

    @Option(names = "--dry-run", description = "tell what would be done, and do nothing")
    private boolean dryRun;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            defaultValue = "3",
            description = "park what was refused so often (default: ${DEFAULT-VALUE})")
    private int maxAttempts;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        filter.check();
        if (maxAttempts < 1) {
            throw new Refusal("--max-attempts must be 1 or more");
        }
        var progress = new ProgressLine(spec.commandLine().getErr());
        var summary = new Summary();
        try (var kafka = connection.resolve().kafka()) {
            if (dryRun) {
                judgeAll(kafka, summary, progress, (_, _) -> {});
            } else {
                replay(kafka, summary, progress);
            }
        } catch (KafkaException e) {
            if (KafkaConnection.isReplaced(e)) {
                throw new Refusal("another replay was started, and goes on in place of this one");
            }
            throw e;
        } finally {
            progress.clear();
        }
        var out = spec.commandLine().getOut();
        out.println(json ? summary.json(dryRun) : summary.text(dryRun));
        out.flush();
        return summary.unsendable() == 0 ? 0 : 1;
    }

    private void replay(KafkaConnection kafka, Summary summary, ProgressLine progress) {
        new DeadTopics(kafka).makeMarks();
        try (var producer = kafka.transactionalProducer(TRANSACTIONAL_ID)) {
            producer.initTransactions(); // before the marks are read: from here on no other call can add any
            var replaying = new Replaying(producer);
            judgeAll(kafka, summary, progress, (letter, verdict) -> {
                switch (verdict) {
                    case SEND -> replaying.send(letter);
                    case PARK -> replaying.park(letter);
                    case ALREADY_REPLAYED, NO_PLACE, CUT, TOO_LARGE -> {
                        // stays as it is
                    }
                }
            });
            replaying.flush();
        }
    }

    private void judgeAll(
            KafkaConnection kafka, Summary summary, ProgressLine progress, BiConsumer<Letter, Verdict> judged) {
        var dead = new DeadTopics(kafka);
        var judge =
                new Judge(dead.marks(), topic -> !kafka.topics(List.of(topic)).isEmpty(), maxAttempts);
        dead.forEach(
                filter.last(),
                read -> progress.show(
                        () -> "read " + Units.count(read) + " dead letters, of which " + summary.text(dryRun)),
                letter -> {
                    if (filter.admits(letter)) {
                        var verdict = judge.judge(letter);
                        summary.add(verdict);
                        judged.accept(letter, verdict);
                    }
                });
    }
}
