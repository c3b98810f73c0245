package io.logmesh.cli.dead;

import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.contract.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logmesh dead show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        header = "Show one dead letter whole, with its headers.",
        footer = {"", "Exit codes: 0 shown, 1 there is none, 2 refused."})
public final class ShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "of the letter, as list prints it, or of the record (logmesh-id)")
    private String id;

    @Option(names = "--json", description = "print a JSON object a line")
    private boolean json;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        try (var kafka = connection.resolve().kafka()) {
            var dead = new DeadTopics(kafka);
            var marks = dead.marks();
            var found = new boolean[1];
            dead.forEach(Optional.empty(), _ -> {}, letter -> {
                if (id.equals(letter.id()) || id.equals(letter.recordId())) {
                    found[0] = true;
                    print(letter, marks);
                }
            });
            if (!found[0]) {
                spec.commandLine().getErr().println("logmesh dead show: there is no dead letter " + id);
            }
            return found[0] ? 0 : 1;
        }
    }

    private void print(Letter letter, Map<String, Mark> marks) {
        var out = spec.commandLine().getOut();
        var mark = Optional.ofNullable(marks.get(letter.id()));
        if (json) {
            out.println(LetterText.wholeJson(letter, mark));
        } else {
            out.println(LetterText.line(letter, mark));
            new TreeMap<>(RecordHeaders.texts(letter.record().headers()))
                    .forEach((name, text) -> out.println("    " + LetterText.plain(name + ": " + text)));
            byte[] value = letter.record().value();
            out.println(value == null ? "(no value)" : LetterText.plain(new String(value, StandardCharsets.UTF_8)));
        }
        out.flush();
    }
}
