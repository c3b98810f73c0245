package io.logmesh.cli.console;

/**
 * What was asked cannot be done as asked: wrong input, or surroundings that do not allow it. The message is the one line
 * that the user gets to read, and names the remedy; the command ends with exit code 2.
 */
public final class Refusal extends RuntimeException {

    public Refusal(String line) {
        super(line, null, false, false);
    }
}
