package io.logmesh.cli.console;

import java.nio.file.Path;

/**
 * Where the client libraries' logs and the stack traces go, so that the terminal stays the user's: under the project's
 * {@code .logmesh/logs}, or the temporary folder where the command runs outside of a project, as in its container image.
 */
public final class LogFile {

    private static final String PROPERTY = "logmesh.log-file";

    private LogFile() {}

    /** Tells logback, which reads the property when the first logger is made. */
    public static void choose() {
        var home = System.getProperty("logmesh.home");
        var folder = home == null ? Path.of(System.getProperty("java.io.tmpdir")) : Path.of(home, ".logmesh", "logs");
        System.setProperty(
                PROPERTY,
                folder.resolve(home == null ? "logmesh-cli.log" : "cli.log").toString());
    }

    static String path() {
        return System.getProperty(PROPERTY, "no log file");
    }
}
