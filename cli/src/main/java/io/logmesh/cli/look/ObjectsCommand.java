package io.logmesh.cli.look;

import io.logmesh.cli.connection.ArchivedObject;
import io.logmesh.cli.connection.ConnectionOptions;
import io.logmesh.cli.console.Units;
import io.logmesh.contract.json.JsonBuffer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logmesh objects}. */
@Command(
        name = "objects",
        mixinStandardHelpOptions = true,
        header = "List the archive: size, time of writing and key of each object.")
public final class ObjectsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--source", paramLabel = "SOURCE", description = "only this source's objects")
    private String source;

    @Option(names = "--json", description = "print a JSON object a line")
    private boolean json;

    @ArgGroup(validate = false, heading = "%nWhich mesh; without any of these, the one that runs here:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    private long objects;
    private long bytes;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (var archive = connection.resolve().archive()) {
            archive.forEach(SourceOption.check(source), object -> print(out, object));
        }
        if (!json) {
            out.println(Units.count(objects) + (objects == 1 ? " object, " : " objects, ") + Units.bytes(bytes));
        }
        out.flush();
        return 0;
    }

    private void print(PrintWriter out, ArchivedObject object) {
        objects++;
        bytes += object.size();
        out.println(json ? asJson(object) : asText(object));
    }

    private static String asText(ArchivedObject object) {
        return String.format("%10s  %s  %s", Units.bytes(object.size()), object.written(), object.key());
    }

    private static String asJson(ArchivedObject object) {
        var line = new JsonBuffer(256).append("{\"key\":").appendString(object.key());
        line.append(",\"source\":").appendString(object.source());
        line.append(",\"size\":").append(Long.toString(object.size()));
        line.append(",\"last_modified\":").appendString(object.written().toString());
        return new String(line.append((byte) '}').toByteArray(), StandardCharsets.UTF_8);
    }
}
