package io.logmesh.cli.catalog;

import io.logmesh.cli.connection.ConnectionOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logmesh catalog get}. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        header = "Show what is said of one namespace or pod; exit code 1: nothing.")
public final class GetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "KEY", description = "namespace/NAME or pod/UID")
    private String key;

    @Option(names = "--json", description = "print a JSON object")
    private boolean json;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        var itsKey = Written.key(key).toString();
        try (var kafka = connection.resolve().kafka()) {
            var entry = new CatalogTopic(kafka).read().entries().get(itsKey);
            if (entry == null) {
                spec.commandLine().getErr().println("the catalog says nothing of " + itsKey);
                return 1;
            }
            var out = spec.commandLine().getOut();
            out.println(json ? Shown.json(itsKey, entry) : Shown.text(entry));
            out.flush();
            return 0;
        }
    }
}
