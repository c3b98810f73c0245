package io.logmesh.indexer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Whether a server that the indexer needs works, as far as is known. A problem is logged when it begins or changes, and
 * again from time to time; its end is logged once. Thread-safe: all state is guarded by the monitor of this object.
 */
final class ServerState {

    private static final Logger LOG = Logger.getLogger(ServerState.class);
    private static final Duration REMINDER = Duration.ofSeconds(30);

    private final String name;
    private final Clock clock;
    private Optional<String> problem = Optional.of("not reached yet");
    private Instant since;
    private Instant logged = Instant.MIN;

    ServerState(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
        this.since = clock.instant();
    }

    String name() {
        return name;
    }

    /** What is wrong, or nothing. */
    synchronized Optional<String> problem() {
        return problem;
    }

    synchronized void works() {
        if (problem.isEmpty()) {
            return;
        }
        var down = Duration.between(since, clock.instant());
        LOG.infof("%s works, after %d s", name, down.toSeconds());
        problem = Optional.empty();
        logged = Instant.MIN;
    }

    /** This problem is gone, which says nothing about any other. */
    synchronized void mended(String what) {
        if (problem.equals(Optional.of(what))) {
            works();
        }
    }

    synchronized void fails(String what) {
        var now = clock.instant();
        if (problem.isEmpty()) {
            since = now;
        }
        if (!problem.equals(Optional.of(what)) || now.isAfter(logged.plus(REMINDER))) {
            LOG.warnf("%s (down for %d s)", what, Duration.between(since, now).toSeconds());
            logged = now;
        }
        problem = Optional.of(what);
    }
}
