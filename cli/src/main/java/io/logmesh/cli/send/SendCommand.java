package io.logmesh.cli.send;

import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.connection.KafkaConnection;
import io.logmesh.cli.console.ProgressLine;
import io.logmesh.cli.console.Refusal;
import io.logmesh.contract.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logmesh send}. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        header = "Send log files, or standard input, into the mesh.",
        description = {
            "Fluentd, Fluent Bit and Vector JSON, OTLP/JSON exports, CRI and Docker container logs and plain text are"
                    + " told apart line by line; gzip is unpacked. A record for each line, at most 1,000,000 bytes:"
                    + " what is longer is cut and says \"truncated\":true."
        })
public final class SendCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "what to send; - is standard input")
    private List<String> files;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = Topics.RAW,
            description = "a raw topic that exists (${DEFAULT-VALUE})")
    private String topic;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            converter = PaceConverter.class,
            description = "send no faster than so many records a second")
    private Pace pace;

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "1", description = "send everything so many times")
    private int repeat;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws Exception {
        var inputs = inputs();
        try (var kafka = connection.resolve().kafka()) {
            requireTopic(kafka);
            try (var producer = kafka.producer()) {
                var progress = new ProgressLine(spec.commandLine().getErr());
                var run = new SendRun(new Sender(producer, topic), pace, progress);
                for (int round = 0; round < repeat; round++) {
                    run.send(inputs, repeat);
                }
                progress.clear();
                return run.finish(spec.commandLine().getOut());
            }
        }
    }

    private List<Input> inputs() {
        if (repeat < 1) {
            throw new Refusal("--repeat must be at least 1");
        }
        long stdins = files.stream().filter(Input.STDIN::equals).count();
        if (stdins > 1 || (stdins == 1 && repeat > 1)) {
            throw new Refusal("standard input can be read only once");
        }
        return files.stream().map(Input::of).toList();
    }

    private void requireTopic(KafkaConnection kafka) {
        if (kafka.topics(List.of(topic)).isEmpty()) {
            throw new Refusal("there is no topic '" + topic + "' in Kafka at " + kafka.address()
                    + "; make it, and name it in the router's raw topics");
        }
    }

    /** Reads {@code --rate}. */
    public static final class PaceConverter implements ITypeConverter<Pace> {
        @Override
        public Pace convert(String text) {
            return Pace.parse(text);
        }
    }
}
