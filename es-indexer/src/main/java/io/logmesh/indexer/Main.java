package io.logmesh.indexer;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service, with logs as lines of text where a person reads them, and as JSON where a collector does. */
@QuarkusMain
public final class Main {

    private Main() {}

    @SuppressWarnings("SystemConsoleNull") // the console of a JDK 25 is null, again, where there is no terminal
    public static void main(String[] args) {
        var console = System.console();
        if (console != null && console.isTerminal()) {
            System.setProperty("quarkus.log.console.json.enabled", "false");
        }
        Quarkus.run(args);
    }
}
