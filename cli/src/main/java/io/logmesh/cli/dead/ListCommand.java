package io.logmesh.cli.dead;

import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.console.Units;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logmesh dead list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        header = "List the dead letters of all services.",
        description =
                "Each with its state: open, replayed (which is no word on how that ended: what is refused again is a"
                        + " letter of its own), or parked, beyond the attempts that a replay allowed.")
public final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private LetterFilter filter;

    @Option(names = "--json", description = "print a JSON object a line")
    private boolean json;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        filter.check();
        var out = spec.commandLine().getOut();
        try (var kafka = connection.resolve().kafka()) {
            var dead = new DeadTopics(kafka);
            var marks = dead.marks();
            var listed = new long[1];
            dead.forEach(filter.last(), _ -> {}, letter -> {
                if (filter.admits(letter)) {
                    var mark = Optional.ofNullable(marks.get(letter.id()));
                    out.println(json ? LetterText.json(letter, mark) : LetterText.line(letter, mark));
                    listed[0]++;
                }
            });
            if (!json) {
                out.println(Units.count(listed[0]) + (listed[0] == 1 ? " dead letter" : " dead letters"));
            }
            out.flush();
            return 0;
        }
    }
}
