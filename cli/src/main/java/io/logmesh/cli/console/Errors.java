package io.logmesh.cli.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the user gets to see of an error: one line on standard error. Stack traces go to the log file. */
public final class Errors {

    private static final Pattern CHOICE = Pattern.compile("Invalid value for [^(]*\\((?<what>[^)]*)\\):"
            + " expected one of \\[(?<choices>[^]]*)] \\(case-\\w+\\) but was '(?<given>.*)'");

    private Errors() {}

    /** Handles a command line that cannot be understood. */
    public static int refuse(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        say(command, plain(e.getMessage()) + hint(e));
        return CommandLine.ExitCode.USAGE;
    }

    /** Handles what a command threw: exit code 2 for a {@link Refusal}, else 1. */
    public static int report(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof Refusal refusal) {
            say(command, refusal.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        LoggerFactory.getLogger(Errors.class)
                .error("{} failed", Arrays.toString(parsed.originalArgs().toArray()), e);
        say(command, describe(e) + " (details: " + LogFile.path() + ")");
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** An exception in one line: the message of the innermost cause that has one. */
    public static String describe(Throwable e) {
        var innermost = e;
        for (var cause = e; cause != null; cause = cause.getCause()) {
            innermost = cause.getMessage() == null ? innermost : cause;
        }
        var message = innermost.getMessage();
        return message == null
                ? innermost.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static void say(CommandLine command, String line) {
        command.getErr()
                .println(command.getCommandSpec().qualifiedName(" ") + ": " + line.replaceAll("\\s*\\R\\s*", " "));
        command.getErr().flush();
    }

    /** A wrong choice, in our words: picocli's count parameters by index. */
    private static String plain(String message) {
        var choice = CHOICE.matcher(message);
        return choice.matches()
                ? "'" + choice.group("given") + "' is no " + choice.group("what") + ": choose one of "
                        + choice.group("choices").toLowerCase(Locale.ROOT)
                : message;
    }

    private static String hint(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return ". Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
        }
        return "; see " + e.getCommandLine().getCommandSpec().qualifiedName(" ") + " --help";
    }
}
