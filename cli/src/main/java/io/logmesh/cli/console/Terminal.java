package io.logmesh.cli.console;

/**
 * Whether standard output and standard error go to a terminal. The launcher tells in a system property, since Java knows
 * only whether all of the standard streams do.
 */
public final class Terminal {

    private static final String STREAMS = System.getProperty("logmesh.terminal", "");

    private Terminal() {}

    public static boolean showsOutput() {
        return STREAMS.contains("1");
    }

    public static boolean showsErrors() {
        return STREAMS.contains("2");
    }
}
