package io.logmesh.indexer;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Starts the service, with logs as lines of text where a person reads them, and as JSON where a collector does. */
@QuarkusMain
public final class Main {

    /** Set where the build runs the service, in the JVM of its image, for the class cache that the image starts from. */
    private static final String TRAINING = "quarkus.appcds.generate";

    /** Until then all is loaded that a start without any server takes. */
    private static final Duration TRAINING_LASTS = Duration.ofSeconds(10);

    private Main() {}

    @SuppressWarnings("SystemConsoleNull") // the console of a JDK 25 is null, again, where there is no terminal
    public static void main(String[] args) {
        var console = System.console();
        if (console != null && console.isTerminal()) {
            System.setProperty("quarkus.log.console.json.enabled", "false");
        }
        if (Boolean.getBoolean(TRAINING)) {
            System.clearProperty(TRAINING); // Quarkus would end before it starts anything
            System.setProperty("quarkus.http.port", "0");
            Thread.ofVirtual().name("end-of-training").start(Main::endLater);
        }
        Quarkus.run(args);
    }

    private static void endLater() {
        LockSupport.parkNanos(TRAINING_LASTS.toNanos());
        Quarkus.asyncExit();
    }
}
