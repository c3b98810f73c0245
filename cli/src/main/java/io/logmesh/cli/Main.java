package io.logmesh.cli;

import io.logmesh.cli.console.Durations;
import io.logmesh.cli.console.Errors;
import io.logmesh.cli.console.LogFile;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code logmesh} command. Each subcommand is a class in the package of its subject. */
@Command(
        name = "logmesh",
        mixinStandardHelpOptions = true,
        version = "logmesh 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        header = "Kubernetes logs through Kafka into Elasticsearch and S3, exactly once.",
        footer = {"", "Exit codes: 0 done, 1 failed or not ready, 2 refused: wrong input or surroundings."},
        subcommands = {
            BenchCommand.class,
            TestCommand.class,
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        LogFile.choose();
        System.exit(commandLine().execute(args));
    }

    /** The whole command tree with its conventions: durations like {@code 60s}, errors of one line, exit codes. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .registerConverter(Duration.class, Durations::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Errors::refuse)
                .setExecutionExceptionHandler(Errors::report);
    }
}
