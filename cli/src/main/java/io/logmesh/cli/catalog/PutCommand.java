package io.logmesh.cli.catalog;

import io.logmesh.cli.connection.ConnectionOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logmesh catalog put}. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        header = "Say who owns a namespace or a pod.",
        description = {
            "Replaces all that was said under that key. The watcher of the cluster leaves alone what is said so.",
            "",
            "  logmesh catalog put namespace/payments team=money labels.cost-center=17",
            "  logmesh catalog put namespace/payments '{\"team\":\"money\",\"labels\":{\"cost-center\":\"17\"}}'"
        })
public final class PutCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KEY", description = "namespace/NAME or pod/UID")
    private String key;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FIELD=TEXT",
            description = "team, service, version, zone, or labels.NAME; or all of it as one JSON object")
    private List<String> words;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        var itsKey = Written.key(key);
        var entry = Written.entry(words);
        try (var kafka = connection.resolve().kafka()) {
            new CatalogTopic(kafka).put(itsKey, entry);
        }
        var out = spec.commandLine().getOut();
        out.println(itsKey + "  " + Shown.text(entry));
        out.flush();
        return 0;
    }
}
