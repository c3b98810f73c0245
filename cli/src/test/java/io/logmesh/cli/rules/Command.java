package io.logmesh.cli.rules;

import io.logmesh.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The {@code logmesh} command, run as its users run it. */
final class Command {

    private Command() {}

    record Result(int exitCode, String out, String err) {}

    static Result run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
