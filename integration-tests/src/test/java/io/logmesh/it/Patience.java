package io.logmesh.it;

import java.time.Duration;
import org.awaitility.Awaitility;

/** How long tests wait that don't say it themselves. Awaitility has it for the whole JVM, so no test may set it for its own. */
final class Patience {

    private Patience() {}

    static void set() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(100));
    }
}
