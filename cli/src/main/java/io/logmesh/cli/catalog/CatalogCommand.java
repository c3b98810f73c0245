package io.logmesh.cli.catalog;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code logmesh catalog}. */
@Command(
        name = "catalog",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        header = "Say who owns which namespace and pod.",
        description = {
            "The enricher adds to each record what the topic logs.catalog says of its namespace and its pod, as the object"
                    + " owner: team, service, version, zone and labels. What is said of a pod goes before what is said of"
                    + " its namespace, field by field. A change counts for the records enriched from then on.",
            "",
            "A KEY is namespace/NAME or pod/UID."
        },
        subcommands = {PutCommand.class, GetCommand.class, ListCommand.class, DeleteCommand.class})
public final class CatalogCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: put, get, list or delete");
    }
}
