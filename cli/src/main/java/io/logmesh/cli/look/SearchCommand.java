package io.logmesh.cli.look;

import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.connection.Indices;
import io.logmesh.cli.console.Refusal;
import io.logmesh.cli.console.Units;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logmesh search}. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        header = "Find log records in Elasticsearch.",
        description = "All words must occur; \"a phrase\", word*, -without and one | another work too."
                + " The newest comes last.")
public final class SearchCommand implements Callable<Integer> {

    private static final int MOST = 10_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "what to look for")
    private List<String> text;

    @Option(names = "--source", paramLabel = "SOURCE", description = "only in this source")
    private String source;

    @Option(
            names = "--last",
            paramLabel = "TIME",
            defaultValue = "15m",
            description = "how far back: 30s, 15m, 2h, 7d (${DEFAULT-VALUE})")
    private Duration last;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "at most so many records (${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--json", description = "print whole records, one JSON object a line")
    private boolean json;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new Refusal("--limit must be between 1 and " + MOST);
        }
        var since = Instant.now().minus(last).toString();
        var question = new Indices.Question(String.join(" ", text), SourceOption.check(source), since, limit);
        try (var indices = connection.resolve().indices()) {
            print(indices.search(question));
        }
        return 0;
    }

    private void print(Indices.Found found) {
        var out = spec.commandLine().getOut();
        var printer = new LinePrinter(out);
        for (var document : found.newest().reversed()) {
            if (json) {
                out.println(document);
            } else {
                printer.print(LogLine.of(document.toString().getBytes(StandardCharsets.UTF_8)));
            }
        }
        out.flush();
        if (found.newest().size() < found.total()) {
            tell("the newest " + Units.count(found.newest().size()) + " of " + Units.count(found.total())
                    + " are shown; --limit N shows more");
        } else if (found.total() == 0) {
            tell("nothing found in that time; --last looks further back");
        }
    }

    private void tell(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
    }
}
