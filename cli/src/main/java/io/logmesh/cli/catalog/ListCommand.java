package io.logmesh.cli.catalog;

import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.console.Units;
import io.logmesh.contract.Topics;
import io.logmesh.contract.catalog.CatalogEntry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logmesh catalog list}. */
@Command(name = "list", mixinStandardHelpOptions = true, header = "List what is said, of all namespaces and pods.")
public final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "only keys that begin so, such as pod/")
    private String prefix;

    @Option(names = "--json", description = "print a JSON object a line")
    private boolean json;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        try (var kafka = connection.resolve().kafka()) {
            var content = new CatalogTopic(kafka).read();
            var shown = new TreeMap<>(content.entries());
            shown.keySet().removeIf(key -> prefix != null && !key.startsWith(prefix));
            print(shown);
            if (content.refused() > 0) {
                spec.commandLine()
                        .getErr()
                        .println(Units.count(content.refused()) + " messages of " + Topics.CATALOG
                                + " are no entries; no enricher takes them");
            }
            return 0;
        }
    }

    private void print(SortedMap<String, CatalogEntry> entries) {
        var out = spec.commandLine().getOut();
        if (json) {
            entries.forEach((key, entry) -> out.println(Shown.json(key, entry)));
        } else {
            Shown.table(entries).forEach(out::println);
            out.println(Units.count(entries.size()) + (entries.size() == 1 ? " entry" : " entries"));
        }
        out.flush();
    }
}
