package io.logmesh.cli.look;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.console.Refusal;
import io.logmesh.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logmesh tap}. */
@Command(
        name = "tap",
        mixinStandardHelpOptions = true,
        header = "Show a live sample of what passes.",
        description = "Reads along without a consumer group, so it disturbs nobody. Ends with Ctrl-C.")
public final class TapCommand implements Callable<Integer> {

    /** Where to look. */
    enum Stage {
        RAW,
        ROUTED,
        ENRICHED,
        DEAD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "STAGE",
            arity = "0..1",
            defaultValue = "enriched",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Stage stage;

    @Option(names = "--source", paramLabel = "SOURCE", description = "only this source's records")
    private String source;

    @Option(names = "--grep", paramLabel = "REGEX", description = "only records in which it is found (RE2 syntax)")
    private String grep;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "at most so many lines a second (${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--for", paramLabel = "TIME", description = "end after this time, such as 30s")
    private Duration duration;

    @Option(
            names = "--raw-topic",
            paramLabel = "TOPIC",
            split = ",",
            defaultValue = Topics.RAW,
            description = "what the router reads (${DEFAULT-VALUE})")
    private List<String> rawTopics;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        if (rate < 1) {
            throw new Refusal("--rate must be at least 1");
        }
        var named = SourceOption.check(source);
        var filter = new TapFilter(named, Optional.ofNullable(grep).map(TapCommand::compile), stage == Stage.RAW);
        try (var kafka = connection.resolve().kafka();
                var consumer = kafka.consumer()) {
            var tap = new Tap(kafka, consumer, () -> topics(kafka, named), filter, rate);
            if (stage == Stage.DEAD) {
                tap.fromTheStart(); // who asks for dead letters asks for those that are there
            }
            tap.run(
                    Optional.ofNullable(duration),
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
            return 0;
        }
    }

    private Collection<String> topics(KafkaConnection kafka, Optional<String> named) {
        return switch (stage) {
            case RAW -> kafka.topics(rawTopics);
            case ROUTED -> routed(kafka);
            case ENRICHED ->
                named.isPresent() ? kafka.topics(List.of(Topics.enriched(named.get()))) : kafka.topics(Topics.ENRICHED);
            case DEAD -> kafka.topics(Topics.DEAD);
        };
    }

    /** The common topic, and those of the lanes. */
    private static Collection<String> routed(KafkaConnection kafka) {
        var topics = new ArrayList<>(kafka.topics(List.of(Topics.ROUTED)));
        topics.addAll(kafka.topics(Topics.LANES));
        return topics;
    }

    private static Pattern compile(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new Refusal("--grep: " + e.getMessage());
        }
    }
}
