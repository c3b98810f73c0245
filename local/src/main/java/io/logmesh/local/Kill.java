package io.logmesh.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Ends processes as {@code kill -9} does. */
final class Kill {

    /** Far beyond what the kernel takes; only a process stuck in a device outlasts it. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private Kill() {}

    /** Kills them and returns when they are gone. Polls, since {@code onExit} is slow to see grandchildren go. */
    static void all(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        long begin = System.nanoTime();
        while (processes.stream().anyMatch(Kill::isThere) && System.nanoTime() - begin < LIMIT.toNanos()) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    /**
     * Whether it runs. An orphan that died is listed until its new parent asks for it, which in a container may be late
     * or never; by then it has lost its command line, and holds neither ports nor files.
     */
    static boolean isThere(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().isPresent();
    }
}
