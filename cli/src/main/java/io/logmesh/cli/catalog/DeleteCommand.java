package io.logmesh.cli.catalog;

import io.logmesh.cli.connection.ConnectionOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logmesh catalog delete}. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        header = "Take out what is said of a namespace or a pod; exit code 1: there was nothing.",
        description = "Where the cluster is watched, the watcher then says again what the cluster says.")
public final class DeleteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "KEY", description = "namespace/NAME or pod/UID")
    private String key;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        var itsKey = Written.key(key);
        try (var kafka = connection.resolve().kafka()) {
            var topic = new CatalogTopic(kafka);
            if (!topic.read().entries().containsKey(itsKey.toString())) {
                spec.commandLine().getErr().println("the catalog says nothing of " + itsKey);
                return 1;
            }
            topic.delete(itsKey);
            return 0;
        }
    }
}
