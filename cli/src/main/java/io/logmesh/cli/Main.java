package io.logmesh.cli;

import io.logmesh.cli.audit.AuditCommand;
import io.logmesh.cli.catalog.CatalogCommand;
import io.logmesh.cli.console.Durations;
import io.logmesh.cli.console.Errors;
import io.logmesh.cli.console.LogFile;
import io.logmesh.cli.dead.DeadCommand;
import io.logmesh.cli.look.CatCommand;
import io.logmesh.cli.look.ObjectsCommand;
import io.logmesh.cli.look.SearchCommand;
import io.logmesh.cli.look.TapCommand;
import io.logmesh.cli.parked.UnparkCommand;
import io.logmesh.cli.rules.CheckCommand;
import io.logmesh.cli.rules.ExplainCommand;
import io.logmesh.cli.rules.ShadowCommand;
import io.logmesh.cli.send.SendCommand;
import io.logmesh.cli.status.StatusCommand;
import io.logmesh.cli.up.UpCommand;
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
            UpCommand.class,
            StatusCommand.class,
            SendCommand.class,
            TapCommand.class,
            SearchCommand.class,
            ObjectsCommand.class,
            CatCommand.class,
            AuditCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            ShadowCommand.class,
            UnparkCommand.class,
            DeadCommand.class,
            CatalogCommand.class,
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
