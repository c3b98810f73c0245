package io.logmesh.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Ends processes as {@code kill -9} does. */
final class Kill {

    /** In a container whose first process does not reap orphans, the dead stay listed for ever. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private Kill() {}

    /** Kills them and returns when they are gone. Polls, since {@code onExit} takes seconds to see grandchildren go. */
    static void all(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        long begin = System.nanoTime();
        while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() - begin < LIMIT.toNanos()) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }
}
